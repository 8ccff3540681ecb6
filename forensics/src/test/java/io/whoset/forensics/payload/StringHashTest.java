package io.whoset.forensics.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StringHashTest {
    private static final long PLAIN = 0x6162807EFF202123L;

    private final StringHash hash = new StringHash();

    @Test
    void end_howeverTheTextIsCut_isTheSame() {
        SplittableRandom random = new SplittableRandom(3);
        for (int length = 0; length < 70; length++) {
            byte[] text = new byte[length];
            random.nextBytes(text);
            for (int at = 0; at < length; at++) {
                text[at] |= (byte) 0x80;
            }
            long whole = bytewise(text);
            for (int begin = 0; begin < 9; begin++) {
                assertThat(mixed(text, begin)).isEqualTo(whole);
            }
        }
    }

    /** A quote wherever it may stand, in pieces cut wherever they may be, with other bytes behind each piece. */
    @Test
    void addPlainJson_cutAnywhere_endsAtTheQuoteWithTheSameHash() {
        for (int length = 0; length < 45; length++) {
            byte[] text = "abcdefghij klmnopqrstuvwxyz ABCDEFGHIJ KLMNOP"
                    .substring(0, length)
                    .getBytes(StandardCharsets.US_ASCII);
            long whole = bytewise(text);
            byte[] quoted = Arrays.copyOf(text, length + 1 + StringHash.BEYOND);
            quoted[length] = '"';
            for (int cut = 0; cut <= length; cut++) {
                hash.begin();
                assertThat(hash.addPlainJson(quoted, 0, cut)).isEqualTo(cut);
                assertThat(hash.addPlainJson(quoted, cut, length + 1)).isEqualTo(length);
                assertThat(hash.end()).as("length %d cut %d", length, cut).isEqualTo(whole);
            }
        }
    }

    @Test
    void end_textsThatDifferALittle_areToldApart() {
        Set<Long> seen = new HashSet<>();
        int texts = 0;
        for (int length = 0; length < 40; length++) {
            for (int at = 0; at < length; at++) {
                for (int bit = 0; bit < Byte.SIZE; bit++) {
                    byte[] text = "0123456789".repeat(4).substring(0, length).getBytes(StandardCharsets.US_ASCII);
                    text[at] ^= (byte) (1 << bit);
                    seen.add(bytewise(text));
                    texts++;
                }
            }
            seen.add(bytewise(new byte[length]));
            texts++;
        }
        assertThat(seen).hasSize(texts);
    }

    /** Two bytes changed together, of one word, of two or of two that follow one another in turn: they must not cancel. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 15, 16, 31})
    void end_bytesChangedTogether_areToldApart(int apart) {
        Set<Long> seen = new HashSet<>();
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                byte[] text = new byte[40];
                text[0] = (byte) first;
                text[apart] = (byte) second;
                seen.add(bytewise(text));
            }
        }
        assertThat(seen).hasSize(256 * 256);
    }

    @Test
    void end_wordsThatChangePlaces_areToldApart() {
        Set<Long> seen = new HashSet<>();
        List<String> texts = List.of(
                "AAAAAAAABBBBBBBBCCCCCCCC",
                "BBBBBBBBAAAAAAAACCCCCCCC",
                "CCCCCCCCBBBBBBBBAAAAAAAA",
                "AAAAAAAACCCCCCCCBBBBBBBB");
        texts.forEach(text -> seen.add(bytewise(text.getBytes(StandardCharsets.US_ASCII))));
        assertThat(seen).hasSize(texts.size());
    }

    @Test
    void octets_eachByteAtEachPlace_areSeen() {
        for (int value = 0; value < 256; value++) {
            for (int place = 0; place < Long.BYTES; place++) {
                byte[] eight = {'a', (byte) '~', ' ', '!', '#', '[', ']', 'z'};
                eight[place] = (byte) value;
                long word =
                        ByteBuffer.wrap(eight).order(ByteOrder.LITTLE_ENDIAN).getLong();
                boolean ends = value < 0x20 || value == '"' || value == '\\';
                assertThat(Octets.plainJson(word)).isEqualTo(ends ? place : Long.BYTES);
                assertThat(Octets.arePlainJson(word, PLAIN)).isEqualTo(!ends);
                assertThat(Octets.arePlainJson(PLAIN, word)).isEqualTo(!ends);
                assertThat(Octets.arePrintable(word)).isEqualTo(value >= 0x20 && value < 0x7F);
            }
        }
    }

    @Test
    void octets_ofTwoBytes_theFirstIsSeen() {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                byte[] eight = {'a', 'b', (byte) first, (byte) second, 'c', 'd', 'e', 'f'};
                int plain = isPlain(first) ? isPlain(second) ? Long.BYTES : 3 : 2;
                assertThat(Octets.plainJson(ByteBuffer.wrap(eight)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getLong()))
                        .isEqualTo(plain);
            }
        }
    }

    private static boolean isPlain(int value) {
        return value >= 0x20 && value != '"' && value != '\\';
    }

    private long bytewise(byte[] text) {
        hash.begin();
        for (byte b : text) {
            hash.add(b);
        }
        return hash.end();
    }

    /** So many bytes, then words as far as they go. */
    private long mixed(byte[] text, int begin) {
        hash.begin();
        int first = Math.min(begin, text.length);
        for (int at = 0; at < first; at++) {
            hash.add(text[at]);
        }
        assertThat(hash.addPlainJson(Arrays.copyOf(text, text.length + StringHash.BEYOND), first, text.length))
                .isEqualTo(text.length);
        return hash.end();
    }
}
