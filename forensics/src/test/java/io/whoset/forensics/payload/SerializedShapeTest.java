package io.whoset.forensics.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.payload.FormatSniffer.Sniffed;
import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SerializedShapeTest {
    private static final int EVERY_CUT = 1200;
    private static final String MAP = "{\"id\":17,\"title\":\"x\",\"plays\":3,\"ratio\":0.5,\"ok\":true,\"none\":null,"
            + "\"tags\":[\"a\"],\"by\":{\"name\":\"x\",\"id\":7}}";
    private static final List<Vector> VECTORS = vectors();

    private record Vector(Format format, String structure, String hex) {
        byte[] payload() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public String toString() {
            return format + " " + structure + " " + hex.substring(0, Math.min(160, hex.length()));
        }
    }

    private static List<Vector> vectors() {
        List<Vector> vectors = new ArrayList<>();
        try (InputStream in = SerializedShapeTest.class.getResourceAsStream("/vectors/payloads.tsv")) {
            assertThat(in).isNotNull();
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n", -1)) {
                String[] parts = line.split("\t", -1);
                if (parts.length == 3) {
                    Format format = Format.valueOf(parts[0].toUpperCase(Locale.ROOT));
                    vectors.add(new Vector(format, parts[1], parts[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return vectors;
    }

    private static Sniffed whole(byte[] payload) {
        FormatSniffer sniffer = new FormatSniffer();
        sniffer.offer(ByteBuffer.wrap(payload));
        return sniffer.end();
    }

    @Test
    void end_whatClientsWrite_isKnownInEveryCut() {
        for (Vector vector : VECTORS) {
            Sniffed sniffed =
                    vector.payload().length > EVERY_CUT ? whole(vector.payload()) : Sniff.of(vector.payload());
            assertThat(sniffed.format()).as(vector.toString()).isEqualTo(vector.format());
            assertThat(sniffed.content().broken()).as(vector.toString()).isFalse();
            assertThat(sniffed.content().shape()).as(vector.toString()).isNotNull();
        }
    }

    @Test
    void shape_sameStructure_isTheSameAndNoOthers() {
        Map<String, String> shapes = new HashMap<>();
        Map<String, String> structures = new HashMap<>();
        for (Vector vector : VECTORS) {
            String name = vector.format() + " " + vector.structure();
            String shape = String.valueOf(whole(vector.payload()).content().shape());
            assertThat(shapes.computeIfAbsent(name, key -> shape))
                    .as(vector.toString())
                    .isEqualTo(shape);
            String versionless = vector.format() + shape;
            String structure = vector.structure().replaceFirst("\\.py.*", "");
            assertThat(structures.computeIfAbsent(versionless, key -> structure))
                    .as(vector.toString())
                    .isEqualTo(structure);
        }
    }

    @Test
    void shape_ofAMap_isThatOfItsJson() {
        Content json = Sniff.of(MAP).content();
        for (Vector vector : VECTORS) {
            if (vector.structure().equals("map")) {
                assertThat(whole(vector.payload()).content().shape())
                        .as(vector.toString())
                        .isEqualTo(json.shape());
            }
        }
    }

    @Test
    void counts_ofAMap_areThoseOfItsJson() {
        for (Vector vector : VECTORS) {
            if (vector.structure().startsWith("map-less")) {
                Content content = whole(vector.payload()).content();
                assertThat(content.nulls()).as(vector.toString()).isEqualTo(1);
                assertThat(content.empties()).as(vector.toString()).isZero();
                assertThat(content.leaves()).as(vector.toString()).isBetween(7, 8);
            }
        }
    }

    @Test
    void end_cutAnywhere_isBrokenOrNotTold() {
        for (Vector vector : VECTORS) {
            int broken = 0;
            int lengths = 0;
            for (int length = 1;
                    length < vector.payload().length;
                    length += vector.payload().length > EVERY_CUT ? 61 : 1) {
                Content content = whole(Arrays.copyOf(vector.payload(), length)).content();
                assertThat(content.shape()).as(vector + " cut at " + length).isNull();
                broken += content.broken() ? 1 : 0;
                lengths++;
            }
            if (vector.payload().length > 200) {
                assertThat(broken).as(vector + " of " + lengths).isGreaterThan(lengths * 4 / 10);
            }
        }
    }

    @Test
    void end_moreBehindIt_isNotBroken() {
        for (Vector vector : VECTORS) {
            byte[] longer = Arrays.copyOf(vector.payload(), vector.payload().length + 2);
            longer[longer.length - 1] = '\n';
            assertThat(whole(longer).content().broken()).as(vector.toString()).isFalse();
        }
    }

    @Test
    void end_anyByteChanged_saysTheSameInEveryCut() {
        Random random = new Random(11);
        for (Vector vector : VECTORS) {
            for (int i = 0; i < 40; i++) {
                byte[] changed = vector.payload().clone();
                changed[1 + random.nextInt(changed.length - 1)] = (byte) random.nextInt();
                changed[1 + random.nextInt(changed.length - 1)] ^= (byte) (1 << random.nextInt(8));
                assertThat(inBytes(changed)).as(vector.toString()).isEqualTo(whole(changed));
            }
        }
    }

    private static Sniffed inBytes(byte[] payload) {
        FormatSniffer sniffer = new FormatSniffer();
        for (int at = 0; at < payload.length; at++) {
            sniffer.offer(ByteBuffer.wrap(payload, at, 1));
        }
        return sniffer.end();
    }

    @Test
    void shape_ofAnyLength_isTheSame() {
        String first = php(1).shape();
        assertThat(first).isNotNull();
        assertThat(php(20_000).shape()).isEqualTo(first);
        assertThat(pickle(20_000, 1000).shape())
                .isNotNull()
                .isEqualTo(pickle(2, 2).shape());
    }

    private static Content php(int records) {
        StringBuilder text = new StringBuilder("a:" + records + ":{");
        for (int i = 0; i < records; i++) {
            text.append("i:").append(i).append(";a:1:{s:2:\"id\";i:").append(i).append(";}");
        }
        return whole(Cuts.bytes(text.append('}').toString())).content();
    }

    /** A list of dictionaries in batches. */
    private static Content pickle(int records, int batch) {
        StringBuilder text = new StringBuilder("\\x80\\x02]q\\x00");
        for (int i = 0; i < records; i++) {
            text.append(i % batch == 0 ? "(" : "").append("}U\\x02id").append(i % 3 == 0 ? "K\\x07s" : "M\\x07\\x07s");
            text.append(i % batch == batch - 1 ? "e" : "");
        }
        return whole(Cuts.bytes(text.append('.').toString())).content();
    }

    @Test
    void shape_whatStandsTwiceByReference_isNotTold() {
        assertThat(whole(Cuts.bytes("a:2:{i:0;O:1:\"A\":1:{s:1:\"x\";i:1;}i:1;r:2;}"))
                        .content())
                .isEqualTo(new Content(null, false, 1, 0, 0, null));
        Content pickle = whole(Cuts.bytes("\\x80\\x02]q\\x00(}q\\x01U\\x01aK\\x01sh\\x01e."))
                .content();
        assertThat(pickle.shape()).isNull();
        assertThat(pickle.broken()).isFalse();
    }

    @Test
    void end_hostile_isOpaqueAndQuick() {
        List<String> payloads = List.of(
                "a:1:{i:0;".repeat(200),
                "\\x80\\x02" + "(".repeat(5000) + ".",
                "\\x80\\x02" + "]".repeat(5000) + ".",
                "\\x80\\x04" + "K\\x01".repeat(5000) + ".",
                "\\x91".repeat(500) + "\\xA1a",
                "\\x00\\x00\\x00\\x02" + "\\x14\\x01\\x06\\x00".repeat(500),
                "a:99999999999:{i:0;i:1;}",
                "\\x80\\x04\\x8E\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\xFF\\xFFxxx.");
        for (String payload : payloads) {
            Content content = whole(Cuts.bytes(payload)).content();
            assertThat(content.shape()).as(payload.substring(0, 20)).isNull();
            assertThat(content.broken()).as(payload.substring(0, 20)).isFalse();
        }
    }

    @Test
    void end_phpStringShorterThanItsLength_isBroken() {
        assertThat(Sniff.of("a:2:{s:2:\"id\";i:1;s:4:\"name\";s:9:\"short\";}")
                        .content()
                        .broken())
                .isTrue();
        assertThat(Sniff.of("s:20:\"hello, it ends").content().broken()).isTrue();
        assertThat(Sniff.of("a:1:{hello}").content()).isEqualTo(Content.OPAQUE);
        assertThat(Sniff.of("O:1:\"it is").content()).isEqualTo(Content.OPAQUE);
    }

    @Test
    void end_msgpackThatEndsEarly_isBrokenWhereItsNamesSaySo() {
        Sniffed cut = Sniff.of("\\x84\\xA5title\\xA1x\\xA5plays\\x07\\xA4tags\\x92\\xA1a");
        assertThat(cut.format()).isEqualTo(Format.MSGPACK);
        assertThat(cut.content().broken()).isTrue();
        assertThat(Sniff.of("\\x82\\xA5title\\xA1x\\xA5plays").format()).isEqualTo(Format.BINARY);
    }
}
