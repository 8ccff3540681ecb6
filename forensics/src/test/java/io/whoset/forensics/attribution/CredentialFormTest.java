package io.whoset.forensics.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialFormTest {
    private final CredentialForm form = new CredentialForm();

    private boolean isPossible(String payload, int pieceBytes) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        form.reset();
        for (int at = 0; at < bytes.length; at += pieceBytes) {
            form.offer(ByteBuffer.wrap(bytes, at, Math.min(pieceBytes, bytes.length - at)));
        }
        return form.isPossible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"joe secret", " joe  secret ", "a b", "jörg geheim", "u {x}"})
    void isPossible_userAndPassword_inEveryCut(String payload) {
        for (int bytes = 1; bytes <= payload.length(); bytes++) {
            assertThat(isPossible(payload, bytes)).as("pieces of %d", bytes).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "joe",
                "joe ",
                "a b c",
                "{\"a\": 1}",
                "[1, 2]",
                "<p> x",
                "\"a b\"",
                "joe\tsecret x",
                "a b\r\n"
            })
    void isPossible_anythingElse_isFalseInEveryCut(String payload) {
        for (int bytes = 1; bytes <= Math.max(1, payload.length()); bytes++) {
            assertThat(isPossible(payload, bytes)).as("pieces of %d", bytes).isFalse();
        }
    }

    @Test
    void isPossible_longerThanAnyCredential_isFalse() {
        assertThat(isPossible("u " + "p".repeat(510), 100)).isTrue();
        assertThat(isPossible("u " + "p".repeat(511), 100)).isFalse();
    }

    @Test
    void isImpossible_oneWord_whateverItHolds() {
        assertThat(isPossible("{\"a\":1}", 3)).isFalse();
        assertThat(form.isImpossible()).isTrue();
        assertThat(isPossible("{\"a\": 1}", 3)).isFalse();
        assertThat(form.isImpossible()).isFalse();
        assertThat(isPossible("x".repeat(1000) + " y", 300)).isFalse();
        assertThat(form.isImpossible()).isFalse();
    }

    @Test
    void isPossible_bytesThatAreNoText_isFalse() {
        for (String payload : new String[] {"\u00f3 {\u00a1", "a \u00e4", "\u00c3 b", "\u0080 \u0081"}) {
            form.reset();
            form.offer(ByteBuffer.wrap(payload.getBytes(StandardCharsets.ISO_8859_1)));
            assertThat(form.isPossible()).as(payload).isFalse();
        }
    }
}
