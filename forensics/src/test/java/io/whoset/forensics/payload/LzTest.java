package io.whoset.forensics.payload;

import static io.whoset.forensics.payload.Plain.DENIED;
import static io.whoset.forensics.payload.Plain.bytes;
import static io.whoset.forensics.payload.Plain.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream.BlockSize;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream.Parameters;
import org.apache.commons.compress.compressors.snappy.FramedSnappyCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LzTest {
    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"LZ4", "SNAPPY"})
    @Retention(RetentionPolicy.RUNTIME)
    private @interface BothFormats {}

    private static final String LZ4_BY_TOOL =
            "BCJNGGRAp0gAAAD2F3sic3RhdHVzIjogNDAxLCAidGl0bGUiOiBudWxsLCAiYXJ0aXN0EAAwdGFnLACjW10sICJwbGF5cxsAH31JAHpQbnVsbH0AAAAABZAlLg==";
    private static final String SNAPPY_BY_TOOL =
            "/wYAAHNOYVBwWQBPAABsysI72wGYeyJzdGF0dXMiOiA0MDEsICJ0aXRsZSI6IG51bGwsICJhcnRpc3QiFRAIdGFnASwgW10sICJwbGF5AQ0BKwB9/kkA/kkARkkA";

    private static String songs(int count) {
        return Plain.songs(count, ",\"title\":\"the same for all\"");
    }

    private static byte[] packed(Format format, byte[] text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packer = format == Format.LZ4
                ? new FramedLZ4CompressorOutputStream(out)
                : new FramedSnappyCompressorOutputStream(out)) {
            packer.write(text);
        }
        return out.toByteArray();
    }

    @BothFormats
    void end_packedJson_isKnownAsIfItWerePlain(Format format) throws IOException {
        for (String text : new String[] {DENIED, songs(10), songs(60)}) {
            byte[] packed = packed(format, bytes(text));
            assertThat(packed.length).isLessThan(text.length() + 40);
            assertThat(Sniff.of(packed).format()).isEqualTo(format);
            assertThat(Sniff.of(packed).content()).isEqualTo(content(bytes(text)));
        }
    }

    @BothFormats
    void end_severalBlocks_areKnown(Format format) throws IOException {
        byte[] text = bytes(songs(5500));
        assertThat(text.length).isGreaterThan(3 * 65_536);
        assertThat(content(packed(format, text))).isEqualTo(content(text));
    }

    @ParameterizedTest
    @EnumSource(BlockSize.class)
    void end_lz4OfAnyKind_isKnown(BlockSize size) throws IOException {
        byte[] text = bytes(songs(300));
        for (int kind = 0; kind < 8; kind++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Parameters parameters = new Parameters(size, (kind & 1) != 0, (kind & 2) != 0, (kind & 4) != 0);
            try (OutputStream packer = new FramedLZ4CompressorOutputStream(out, parameters)) {
                packer.write(text);
            }
            assertThat(content(out.toByteArray())).as("%s", parameters).isEqualTo(content(text));
        }
    }

    /** As {@code lz4 -c -9} writes it, and as libsnappy 1.1.9 does, in a frame. */
    @Test
    void end_ofTheMakersOwnTools_isKnown() {
        byte[] lz4 = Base64.getDecoder().decode(LZ4_BY_TOOL);
        byte[] snappy = Base64.getDecoder().decode(SNAPPY_BY_TOOL);
        assertThat(Sniff.of(lz4).content()).isEqualTo(content(bytes(DENIED.repeat(3))));
        assertThat(Sniff.of(snappy).content()).isEqualTo(content(bytes(DENIED.repeat(3))));
    }

    @BothFormats
    void end_cutShort_isBrokenOrOpaque(Format format) throws IOException {
        byte[] packed = packed(format, bytes(songs(50)));
        for (int length = 40; length < packed.length; length++) {
            Content content = content(Arrays.copyOf(packed, length));
            assertThat(content.broken() || content.equals(Content.OPAQUE))
                    .as("cut at %d", length)
                    .isTrue();
        }
        assertThat(content(Arrays.copyOf(packed, packed.length - 10)).broken()).isTrue();
    }

    @BothFormats
    void end_bytesBehindTheFrame_stayClosed(Format format) throws IOException {
        byte[] packed = packed(format, bytes(DENIED));
        byte[] more = Arrays.copyOf(packed, packed.length + 9);
        Arrays.fill(more, packed.length, more.length, (byte) 0x11);
        assertThat(content(more).shape()).isNull();
    }

    @BothFormats
    void end_bomb_staysClosed(Format format) throws IOException {
        byte[] bomb = new byte[2 << 20];
        Arrays.fill(bomb, (byte) ' ');
        byte[] packed = packed(format, bomb);
        assertThat(packed.length).isLessThan(1 << 20);
        assertThat(content(packed)).isEqualTo(Content.OPAQUE);
    }

    @BothFormats
    void offer_anyDamage_harmsNobody(Format format) throws IOException {
        byte[] packed = packed(format, bytes(songs(40)));
        Random random = new Random(9);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = packed.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                damaged[10 + random.nextInt(damaged.length - 10)] = (byte) random.nextInt();
            }
            content(damaged);
        }
        for (int i = 0; i < 100; i++) {
            assertThat(content(packed)).as("decoders come back").isEqualTo(content(bytes(songs(40))));
        }
    }
}
