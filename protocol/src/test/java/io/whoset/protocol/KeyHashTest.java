package io.whoset.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyHashTest {
    @Test
    void of_hundredThousandKeys_areDifferent() {
        Set<Long> hashes = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            hashes.add(Key.of("song:" + i).hash64());
            hashes.add(Key.of("v2:track:" + i + ":json").hash64());
        }
        assertThat(hashes).hasSize(100_000).doesNotContain(0L);
    }

    @Test
    void of_oneByteMoreOrLess_isAnother() {
        Set<Long> hashes = new HashSet<>();
        byte[] bytes = new byte[250];
        for (int length = 0; length <= bytes.length; length++) {
            hashes.add(KeyHash.of(bytes, 0, length));
        }
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = 1;
            hashes.add(KeyHash.of(bytes, 0, bytes.length));
        }
        assertThat(hashes).hasSize(501);
    }

    @Test
    void of_beginningOfALongerArray_isThatOfTheKey() {
        byte[] array = "user:42 and more".getBytes(StandardCharsets.US_ASCII);
        assertThat(KeyHash.of(array, 0, 7)).isEqualTo(Key.of("user:42").hash64());
        byte[] line = "get user:42 user:421".getBytes(StandardCharsets.US_ASCII);
        assertThat(KeyHash.of(line, 4, 11)).isEqualTo(Key.of("user:42").hash64());
        assertThat(KeyHash.of(line, 12, 20)).isEqualTo(Key.of("user:421").hash64());
    }
}
