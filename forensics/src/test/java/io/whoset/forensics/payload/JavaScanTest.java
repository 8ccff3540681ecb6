package io.whoset.forensics.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.payload.FormatSniffer.Sniffed;
import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import java.io.ByteArrayOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SuppressWarnings("UnusedVariable") // serialization reads them
class JavaScanTest {
    /** As applications have them: primitives, boxes, lists, a parent. */
    private static class Item implements Serializable {
        private static final long serialVersionUID = 7;

        final long id;

        Item(long id) {
            this.id = id;
        }
    }

    private static final class Song extends Item {
        private static final long serialVersionUID = 1;

        final String title;
        final int plays;
        final ArrayList<String> tags;
        final Integer rating;
        final byte[] cover;
        final TimeUnit unit;

        Song(int id, String title, List<String> tags) {
            super(id);
            this.title = title;
            this.plays = id * 7;
            this.tags = new ArrayList<>(tags);
            this.rating = id;
            this.cover = new byte[id % 50];
            this.unit = id % 2 == 0 ? TimeUnit.DAYS : TimeUnit.HOURS;
        }
    }

    private static final class Album extends Item {
        private static final long serialVersionUID = 1;

        Album(long id) {
            super(id);
        }
    }

    /** Writes nothing of its field. */
    private static final class Secretive implements Serializable {
        private static final long serialVersionUID = 1;

        final int field = 0;

        private void writeObject(java.io.ObjectOutputStream out) throws IOException {
            out.writeUTF("instead");
        }
    }

    /** Writes itself. */
    public static final class Outside implements Externalizable {
        private static final long serialVersionUID = 1;

        /** For the reader. */
        public Outside() {}

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeInt(5);
            out.writeObject("text");
        }

        @Override
        public void readExternal(ObjectInput in) {}
    }

    private static byte[] written(Object value) {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(object)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return object.toByteArray();
    }

    private static Content content(Object value) {
        Sniffed sniffed = Sniff.of(written(value));
        assertThat(sniffed.format()).isEqualTo(Format.JAVA);
        assertThat(sniffed.content().broken()).isFalse();
        return sniffed.content();
    }

    private static Content whole(byte[] payload) {
        FormatSniffer sniffer = new FormatSniffer();
        sniffer.offer(ByteBuffer.wrap(payload));
        return sniffer.end().content();
    }

    @Test
    void shape_sameClassesWithOtherValues_isTheSame() {
        Content song = content(new Song(1, "x", List.of("a")));
        assertThat(song.shape()).isNotNull();
        assertThat(content(new Song(48, "long ".repeat(50), List.of("a", "b", "c")))
                        .shape())
                .isEqualTo(song.shape());
        assertThat(content(new Song(3, "x", List.of())).shape()).isEqualTo(song.shape());
        assertThat(content(new ArrayList<>(List.of(new Song(1, "x", List.of("a")), new Song(2, "y", List.of()))))
                        .shape())
                .isEqualTo(song.shape());
    }

    @Test
    void shape_otherClass_differs() {
        assertThat(content(new Album(1)).shape())
                .isNotEqualTo(content(new Item(1)).shape());
        assertThat(content(new Album(1)).shape())
                .isNotEqualTo(content(new Song(1, "x", List.of())).shape());
    }

    @Test
    void shape_otherUidOrField_differs() {
        byte[] album = written(new Album(1));
        String shape = whole(album).shape();
        byte[] uid = album.clone();
        uid[8 + "io.whoset.forensics.payload.JavaScanTest$Album".length() + 7]++;
        assertThat(whole(uid).shape()).isNotNull().isNotEqualTo(shape);
        byte[] field = album.clone();
        field[indexOf(album, "id") + 1] = 'x';
        assertThat(whole(field).shape()).isNotNull().isNotEqualTo(shape);
    }

    private static int indexOf(byte[] in, String text) {
        return new String(in, StandardCharsets.ISO_8859_1).indexOf("J\0\2" + text) + 3;
    }

    @Test
    void end_whatTheLibraryWrites_isWalkedToItsEnd() {
        Map<String, Object> map = new HashMap<>(Map.of("a", 1, "b", List.of(1L, 2L), "c", Instant.EPOCH));
        map.put("none", null);
        List<Object> values = new ArrayList<>(List.of(
                map,
                new LinkedHashMap<>(map),
                new BigDecimal("1.5"),
                Instant.EPOCH,
                UUID.fromString("00000000-0000-0000-0000-000000000001"),
                new int[] {1, 2, 3},
                new String[][] {{"a"}, {"b", "c"}},
                TimeUnit.DAYS,
                String.class,
                "s".repeat(70_000)));
        for (Object value : values) {
            assertThat(whole(written(value)).shape()).as(value.toString()).isNotNull();
        }
        assertThat(content(new Outside()).shape()).isNotNull();
    }

    @Test
    void end_cutAnywhereBehindTheFirstClass_isBroken() {
        byte[] payload = written(new Song(17, "title", List.of("a", "b")));
        int broken = 0;
        for (int length = 0; length < payload.length; length++) {
            Content content = whole(Arrays.copyOf(payload, length));
            assertThat(content.shape()).isNull();
            broken += content.broken() ? 1 : 0;
        }
        assertThat(broken).isGreaterThan(payload.length / 2);
    }

    @Test
    void end_classThatDoesNotWriteItsFields_isNeverBroken() {
        byte[] payload = written(new ArrayList<>(List.of(new Secretive(), new Secretive())));
        int described = new String(payload, StandardCharsets.ISO_8859_1).indexOf("fieldxp") + "fieldxp".length();
        for (int length = described; length <= payload.length; length++) {
            assertThat(whole(Arrays.copyOf(payload, length)).broken())
                    .as("length " + length)
                    .isFalse();
        }
    }

    @Test
    void end_moreBehindIt_isNotBroken() {
        byte[] payload = written(new Album(3));
        Content content = whole(Arrays.copyOf(payload, payload.length + 3));
        assertThat(content).isEqualTo(whole(payload));
    }

    @Test
    void end_objectsWithinObjects_areLeftAtTheBound() {
        Object nested = "x";
        for (int i = 0; i < 500; i++) {
            nested = new ArrayList<>(List.of(nested));
        }
        assertThat(whole(written(nested))).isEqualTo(Content.OPAQUE);
        assertThat(whole(written(new ArrayList<>(
                                IntStream.range(0, 5000).mapToObj(Album::new).toList())))
                        .shape())
                .isEqualTo(content(new Album(1)).shape());
    }
}
