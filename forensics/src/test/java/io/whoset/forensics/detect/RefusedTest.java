package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.protocol.Key;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedTest {
    private final KeyHistory history =
            new KeyHistory(new KeyFamily("k", true, new TallyBudget(10)), "cache", Key.of("k"));

    private @Nullable String why(String writer, String outcome, long digest) {
        return why("cas", outcome, SomeStore.by(writer, digest, 10));
    }

    private @Nullable String why(String cmd, String outcome, SomeStore store) {
        return Refused.why(store.write(cmd, outcome, null), store.sighting(), history);
    }

    private void stored(SomeStore... stores) {
        for (SomeStore store : stores) {
            history.onStore(store.sighting());
        }
    }

    @Test
    void why_replacedVersionRefused_saysWhoHadReplacedIt() {
        stored(SomeStore.by("a", 3, 1), SomeStore.by("b", 5, 4));
        assertThat(why("c", "EXISTS", 3))
                .isEqualTo("the server refused (EXISTS) a version that b had replaced 6.0 s ago");
    }

    @ParameterizedTest
    @CsvSource({
        "cas, EXISTS, true",
        "cas, NOT_FOUND, true",
        "ms, EX, true",
        "ms, NF, true",
        "ms, NS, true",
        "add, NOT_STORED, true",
        "cas, STORED, false",
        "cas, CLIENT_ERROR, false",
        "ms, HD, false",
        "add, STORED, false",
        "replace, NOT_STORED, false"
    })
    void why_replacedVersion_isTheServersNoThatCounts(String cmd, String outcome, boolean odd) {
        stored(SomeStore.by("a", 3, 1), SomeStore.by("b", 5, 4));
        assertThat(why(cmd, outcome, SomeStore.by("c", 3, 10)) != null).isEqualTo(odd);
    }

    @Test
    void why_addOfANameOrANumber_isALostLock() {
        stored(SomeStore.by("a", 3, 1).shape(null), SomeStore.by("b", 5, 4).shape(null));
        SomeStore lock = SomeStore.by("c", 3, 10).shape(null);
        assertThat(why("add", "NOT_STORED", lock)).isNull();
        assertThat(why("ms", "NS", lock)).isNull();
        assertThat(why("cas", "EXISTS", lock))
                .as("compared, so it was read before")
                .isNotNull();
    }

    @Test
    void why_otherValues_saysNothing() {
        stored(SomeStore.by("a", 3, 1), SomeStore.by("b", 5, 4));
        assertThat(why("c", "EXISTS", 7)).as("a new value: a lost race").isNull();
        assertThat(why("b", "EXISTS", 3)).as("replaced by itself").isNull();
        assertThat(why("c", "EXISTS", 5)).as("the youngest").isNull();
    }

    @Test
    void why_whatTheKeyHolds_saysNothing() {
        stored(SomeStore.by("a", 3, 1), SomeStore.by("b", 5, 4), SomeStore.by("a", 3, 5));
        assertThat(why("c", "EXISTS", 3)).isNull();
        assertThat(why("c", "EXISTS", 5)).as("the youngest by birth").isNull();
    }

    @Test
    void why_replacementOfAnotherForm_saysNothing() {
        stored(SomeStore.by("a", 3, 1), SomeStore.by("b", 5, 4).shape("other"));
        assertThat(why("c", "EXISTS", 3)).isNull();
    }

    @Test
    void why_valuesThatGoRound_saysNothing() {
        stored(SomeStore.by("a", 3, 1), SomeStore.by("b", 5, 4));
        history.rebirth(SomeStore.by("a", 3, 6).sighting());
        stored(SomeStore.by("a", 3, 7));
        assertThat(why("c", "EXISTS", 5)).isNull();
    }
}
