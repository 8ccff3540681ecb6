package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.protocol.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyTemplateTest {
    @ParameterizedTest
    @CsvSource({
        "user:4711:cart, user:<n>:cart",
        "3579a1b2c3d4e5f60718293a4b5c6d7e, <hex>",
        "page/3579a1b2c3d4e5f6, page/<hex>",
        "sess:123e4567-e89b-12d3-a456-426614174000:x, sess:<uuid>:x",
        "eu:user:1, eu:user:<n>",
        "v2_user12abc, v<n>_user<n>abc",
        "deadbeefdeadbeef, deadbeefdeadbeef",
        "1234567890123456, <hex>",
        "plain, plain"
    })
    void of_key_foldsWhatCountsAndKeepsWords(String key, String template) {
        assertThat(KeyTemplate.of(Key.of(key))).isEqualTo(template);
    }

    @Test
    void of_longKey_isBounded() {
        assertThat(KeyTemplate.of(Key.of("a:".repeat(125)))).hasSizeLessThanOrEqualTo(100);
    }

    @Test
    void of_tooManyPatterns_fallsBackToTheFirstWordThenToOneFamilyThatNeverAccuses() {
        Families families = new Families(4, new TallyBudget(100));
        for (int i = 0; i < 4; i++) {
            assertThat(families.of(Key.of("word" + (char) ('a' + i))).accuses()).isTrue();
        }
        assertThat(families.of(Key.of("user:alice")).template()).isEqualTo("user*");
        assertThat(families.of(Key.of("user:bob")).template()).isEqualTo("user*");
        assertThat(families.of(Key.of("shop:x")).accuses()).isFalse();
        assertThat(families.size()).isEqualTo(5);
    }
}
