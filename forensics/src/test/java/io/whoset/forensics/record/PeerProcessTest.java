package io.whoset.forensics.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerProcessTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "php-fpm,4711 php-fpm",
                "Web Content,4711 Web Content",
                "käse,4711 käse",
                "a\u001b[31m\tb,4711 a?[31m?b",
                "x\u202eexe.txt,4711 x?exe.txt",
                "\"<b>\\,4711 \"<b>\\",
            })
    void found_anyCommand_isShownWithoutWhatMovesOrTurnsText(String command, String shown) {
        PeerProcess process = new PeerProcess();
        process.found(4711, command);
        assertThat(process.text()).isEqualTo(shown);
    }

    @Test
    void found_longCommand_isCutAt64Characters_neverInOneOfThem() {
        assertThat(shown("x".repeat(59))).hasSize(64);
        assertThat(shown("x".repeat(60))).hasSize(64).startsWith("4711 x");
        assertThat(shown("x".repeat(58) + "😀")).isEqualTo("4711 " + "x".repeat(58));
    }

    private static String shown(String command) {
        PeerProcess process = new PeerProcess();
        process.found(4711, command);
        return process.toString();
    }

    @Test
    void none_isNeverFound() {
        assertThat(new PeerProcess().text()).isNull();
        assertThatThrownBy(() -> PeerProcess.NONE.found(1, "init")).isInstanceOf(IllegalStateException.class);
        assertThat(PeerProcess.NONE.text()).isNull();
    }
}
