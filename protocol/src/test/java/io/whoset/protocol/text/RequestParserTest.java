package io.whoset.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.whoset.protocol.Vectors;
import io.whoset.protocol.WireLimits;
import io.whoset.testkit.EveryCut;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {
    private static final Pattern READ = Pattern.compile("((?:key:\\S+ )++)(gets?) (?=end)");

    static List<Arguments> requests() {
        return Vectors.rows("requests.tsv");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void feed_vectorInEveryCut_givesItsEvents(String name, String client, String events) {
        EveryCut.forEach(
                Vectors.bytes(client), pieces -> assertThat(parse(pieces)).isEqualTo(events));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void feed_vectorBehindItsNeighbour_givesBoth(String name, String client, String events) {
        String neighbour = "set n 0 0 1\r\ny\r\n";
        List<byte[]> both = List.of((neighbour + new String(Vectors.bytes(client), StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(parse(both)).isEqualTo("set n flags=0 exptime=0 data=y end " + events);
    }

    @Test
    void feed_keyOf250And251Bytes_takesOneRefusesTheOther() {
        assertThat(parse("set " + "k".repeat(250) + " 0 0 1\r\nx\r\n")).endsWith("data=x end");
        assertThat(parse("set " + "k".repeat(251) + " 0 0 1\r\nmn\r\n")).isEqualTo("bad:set mn end");
        assertThat(parse("get " + "k".repeat(250) + "\r\n")).endsWith(" end");
        assertThat(parse("get " + "k".repeat(251) + "\r\nmn\r\n")).isEqualTo("bad:get mn end");
    }

    @Test
    void feed_gatBeyondTheServersBuffer_touchesNothing() {
        String fits = "gat 0" + " a".repeat(8_000) + "\r\nmn\r\n";
        String tooLong = "gat 0" + " a".repeat(8_200) + "\r\nmn\r\n";
        for (int size : new int[] {1, 2048, 20_000}) {
            assertThat(parse(pieces(fits.getBytes(StandardCharsets.US_ASCII), size)))
                    .startsWith("gat a")
                    .endsWith("gat a exptime=0 end mn end");
            assertThat(parse(pieces(tooLong.getBytes(StandardCharsets.US_ASCII), size)))
                    .isEqualTo("bad:gat mn end");
        }
    }

    @Test
    void feed_gatLineThatNeverEnds_isNoWrite() {
        assertThat(parse("gat 0" + " a".repeat(3_000))).isEmpty();
    }

    @Test
    void feed_multigetBeyondTheLimit_isReadKeyByKeyInEveryPiece() {
        StringBuilder line = new StringBuilder("get");
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            line.append(" key:").append(i);
            events.append("get key:").append(i).append(' ');
        }
        byte[] bytes = line.append("\r\nmn\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        for (int size : new int[] {1, 7, 512, 2047, 2048, 2049, bytes.length}) {
            assertThat(parse(pieces(bytes, size))).isEqualTo(events + "end mn end");
        }
    }

    /** Where keys of reads are no commands a line is read another way: it must come to the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "get a\r\n", "get a\n", "gets  a   b \r\n", "get a\r\r\n", "get \r\r\n", "get a\0b c\r\n",
                        "get a b\0 c\r\n", "get a \0b\r\n",
                "get\r\n", "get \r\n", "get \0\r\n", "gat 0 a b\r\n", "{22 keys}", "{23 keys}", "{24 keys}",
                        "{3000 keys}"
            })
    void feed_readsWithKeysUnwanted_areTheSameReads(String text) {
        String line = text;
        if (text.startsWith("{")) {
            int keys = Integer.parseInt(text.substring(1, text.indexOf(' ')));
            line = "get" + IntStream.range(0, keys).mapToObj(i -> " k" + i).collect(Collectors.joining()) + " \r\n";
        }
        byte[] bytes = (line + "mn\r\n").getBytes(StandardCharsets.ISO_8859_1);
        String wanted = parse(List.of(bytes));
        assertThat(wanted).endsWith("mn end");
        for (int size : new int[] {1, 3, bytes.length}) {
            assertThat(asCommands(parse(pieces(bytes, size), false))).isEqualTo(wanted);
        }
    }

    /** {@code key:a key:b get end} as {@code get a get b end}. */
    private static String asCommands(String events) {
        return READ.matcher(events)
                .replaceAll(read -> Matcher.quoteReplacement(read.group(1).replace("key:", read.group(2) + " ")));
    }

    /** What memcached ends a line at, or leaves on it, stands where the kept part of a long line ends or before. */
    @Test
    void feed_longReadWithNulOrCarriageReturn_isReadAsAShortOne() {
        int kept = WireLimits.DEFAULT.maxLineBytes() + 2;
        assertThat(parse("get a\0" + "x".repeat(2_300) + " b c\r\nmn\r\n")).isEqualTo("get a end mn end");
        assertThat(parse("get a\0" + "x".repeat(kept - 6) + " b c\r\nmn\r\n")).isEqualTo("get a end mn end");
        String crAtTheEdge = "get" + " a".repeat((kept - 6) / 2);
        crAtTheEdge += "b".repeat(kept - 1 - crAtTheEdge.length()) + "\r";
        assertThat(crAtTheEdge).hasSize(kept);
        assertThat(parse(crAtTheEdge + "c\r\nmn\r\n")).endsWith("b\\rc end mn end");
        assertThat(parse(crAtTheEdge + "\r\nmn\r\n")).endsWith("b\\r end mn end");
    }

    @Test
    void feed_keyThatEndsInCarriageReturn_losesOneAlone() {
        assertThat(parse("get a\r\r\n")).isEqualTo("get a\\r end");
    }

    @Test
    void feed_readWithAKeyThatIsTooLong_isRefused() {
        assertThat(parse(
                        List.of(("get a " + "k".repeat(251) + "\r\nmn\r\n").getBytes(StandardCharsets.US_ASCII)),
                        false))
                .isEqualTo("key:a bad:get mn end");
    }

    @Test
    void feed_lineAtAndBeyondTheLimit_understandsOneRefusesTheOther() {
        int limit = WireLimits.DEFAULT.maxLineBytes();
        // and two bytes for CR and a blank
        String atLimit = "stats " + "x".repeat(limit + 2 - "stats ".length());
        assertThat(parse(atLimit + "\nmn\n")).isEqualTo("stats end mn end");
        assertThat(parse(atLimit + "x\nmn\n")).isEqualTo("bad:stats mn end");
        assertThat(parse("y".repeat(100_000) + "\nmn\n")).endsWith("mn end");
    }

    @Test
    void feed_lineOfManyBlanks_isUnderstoodInEveryCut() {
        String blanks = " ".repeat(5_000);
        byte[] line = ("set" + blanks + "k" + blanks + "1 0 1" + blanks + "noreply" + blanks + "\r\nx\r\nmn\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (int size : new int[] {1, 7, 512, 2047, 2048, 2049, line.length}) {
            assertThat(parse(pieces(line, size))).isEqualTo("set k flags=1 exptime=0 noreply data=x end mn end");
        }
    }

    @Test
    void feed_metaSetBeyondTheLimit_stillHasItsDataBlock() {
        byte[] line =
                ("ms k 4 T5 q P" + "x".repeat(5_000) + "\r\nmn\r\n\r\nmn\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int size : new int[] {1, 7, 512, 2047, 2048, 2049, line.length}) {
            assertThat(parse(pieces(line, size))).isEqualTo("ms k exptime=5 meta=T5,q,P data=mn\\r\\n end mn end");
        }
        assertThat(parse("ms k 4 q" + " P".repeat(3_000) + "\r\nmn\r\n")).isEqualTo("bad:ms mn end");
    }

    @Test
    void feed_binaryProtocol_goesBlindAtOnce() {
        byte[] noop = {(byte) 0x80, 0x0a, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThat(parse(List.of(noop, noop))).isEqualTo("desync");
    }

    @Test
    void feed_seededGarbage_givesTheSameEventsHoweverItIsCut() {
        String[] words = {
            "set ", "get ", "gat ", "ms ", "mg ", "k ", "0 ", "1 ", "5 ", "noreply", "\r\n", "\n", "\r", "hello", " ",
            "\0", "b ", "q ", "quit", "\u00ff", "-1 ", "cas "
        };
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder("x");
            for (int i = 0; i < 200; i++) {
                text.append(words[random.nextInt(words.length)]);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            String whole = parse(List.of(bytes));
            assertThat(parse(pieces(bytes, 1))).as("seed " + seed).isEqualTo(whole);
            assertThat(parse(pieces(bytes, 1 + random.nextInt(40))))
                    .as("seed " + seed)
                    .isEqualTo(whole);
            assertThat(asCommands(parse(List.of(bytes), false)))
                    .as("seed " + seed)
                    .isEqualTo(whole);
        }
    }

    private static List<byte[]> pieces(byte[] bytes, int size) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += size) {
            pieces.add(java.util.Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
        }
        return pieces;
    }

    private static String parse(String text) {
        return parse(List.of(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String parse(List<byte[]> pieces) {
        return parse(pieces, true);
    }

    private static String parse(List<byte[]> pieces, boolean wantsReadKeys) {
        RecordingSink sink = new RecordingSink(wantsReadKeys);
        RequestParser parser = new RequestParser(WireLimits.DEFAULT, sink);
        pieces.forEach(piece -> parser.feed(Unpooled.wrappedBuffer(piece)));
        return sink.events();
    }
}
