package io.whoset.forensics.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DangerScanTest {
    private static DangerScan scanned(String text, int piece) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        DangerScan scan = new DangerScan();
        scan.reset();
        for (int at = 0; at < bytes.length; at += piece) {
            scan.offer(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
        }
        return scan;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080\u0002ccos\nsystem\n(S'id'\ntR.",
                "cposix\nsystem\n(S'id'\ntR.",
                "\u0080\u0004\u0095\u001d\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u008c\u0005posix\u0094\u008c\u0006system\u0094\u0093",
                "\u00ac\u00ed\u0000\u0005sr\u0000:org.apache.commons.collections.functors.InvokerTransformer",
                "O:31:\"Monolog\\Handler\\SyslogUdpHandler\":1:{}"
            })
    void scan_dangerInAnyCut_isFound(String payload) {
        for (int piece = 1; piece <= payload.length(); piece++) {
            assertThat(scanned(payload, piece).end()).as("pieces of %d", piece).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080\u0002cdatetime\ndatetime\n(U\u0004abcdtR.",
                "\u0080\u0004\u008c\bbuiltins\u0094\u008c\u0003set\u0094\u0093",
                "\u00ac\u00ed\u0000\u0005sr\u0000\u0010com.example.Song",
                "O:8:\"App\\Song\":1:{}",
                "{\"text\": \"functors.InvokerTransformer\"}"
            })
    void scan_harmless_isNot(String payload) {
        assertThat(scanned(payload, 7).end()).isNull();
    }

    @Test
    void words_ofAMark_areForAPerson() {
        assertThat(scanned("cos\nsystem\n", 3).end()).isEqualTo("cos");
    }
}
