package io.whoset.forensics.payload;

import static io.whoset.forensics.payload.Plain.DENIED;
import static io.whoset.forensics.payload.Plain.bytes;
import static io.whoset.forensics.payload.Plain.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.payload.FormatSniffer.Sniffed;
import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenedTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void end_packedJson_isKnownAsIfItWerePlain(boolean gzip) throws IOException {
        Sniffed packed = Sniff.of(packed(gzip, bytes(DENIED)));
        assertThat(packed.format()).isEqualTo(gzip ? Format.GZIP : Format.ZLIB);
        assertThat(packed.content()).isEqualTo(Sniff.of(DENIED).content());
        assertThat(packed.content().errorMark()).isEqualTo("\"status\": 401");
    }

    @Test
    void end_otherLevel_saysTheSame() throws IOException {
        byte[] text = bytes("{\"a\": [" + "\"one value after the other\",".repeat(300) + "1]}");
        Content best = Sniff.of(zlib(text, Deflater.BEST_COMPRESSION)).content();
        assertThat(best.members()).isNotNull();
        assertThat(content(zlib(text, Deflater.NO_COMPRESSION))).isEqualTo(best);
    }

    @Test
    void end_zlibBehindItsLength_isOpenedAsPhpsMemcachedWritesIt() throws IOException {
        byte[] text = bytes(DENIED);
        byte[] zlib = packed(false, text);
        byte[] payload = new byte[zlib.length + 4];
        payload[0] = (byte) text.length;
        System.arraycopy(zlib, 0, payload, 4, zlib.length);
        Sniffed sniffed = Sniff.of(payload);
        assertThat(sniffed.format()).isEqualTo(Format.ZLIB);
        assertThat(sniffed.content()).isEqualTo(Sniff.of(DENIED).content());
    }

    @Test
    void end_gzipWithAllThatAHeaderCanHave_isOpened() throws IOException {
        byte[] plain = packed(true, bytes(DENIED));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] fixed = Arrays.copyOf(plain, 10);
        fixed[3] = 2 | 4 | 8 | 16;
        out.write(fixed);
        out.write(new byte[] {3, 0, 1, 2, 3});
        out.write(bytes("song.json\0"));
        out.write(bytes("a comment\0"));
        out.write(new byte[] {9, 9});
        out.write(plain, 10, plain.length - 10);
        assertThat(Sniff.of(out.toByteArray()).content())
                .isEqualTo(Sniff.of(DENIED).content());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void end_cutAnywhereBehindTheFirstOutput_isBroken(boolean gzip) throws IOException {
        byte[] whole = packed(gzip, bytes(DENIED.repeat(20)));
        for (int length = 80; length < whole.length; length++) {
            Content content = content(Arrays.copyOf(whole, length));
            assertThat(content.broken()).as("cut at " + length).isTrue();
        }
    }

    @Test
    void end_wrongCheck_saysNothing() throws IOException {
        byte[] whole = packed(true, bytes(DENIED));
        whole[whole.length - 8]++;
        assertThat(content(whole)).isEqualTo(Content.OPAQUE);
    }

    @Test
    void end_moreBehindIt_saysNothing() throws IOException {
        byte[] whole = packed(false, bytes(DENIED));
        assertThat(content(Arrays.copyOf(whole, whole.length + 1))).isEqualTo(Content.OPAQUE);
    }

    @Test
    void end_onlyTheFirstBytesOfZlib_saysNothing() {
        byte[] payload = new byte[400];
        new Random(3).nextBytes(payload);
        payload[0] = 0x78;
        payload[1] = (byte) 0x9C;
        payload[2] = (byte) 0x05;
        assertThat(content(payload)).isEqualTo(Content.OPAQUE);
    }

    @Test
    void end_bomb_staysClosed() throws IOException {
        assertThat(content(packed(false, bytes("[" + " ".repeat(10 << 20) + "]"))))
                .isEqualTo(Content.OPAQUE);
        assertThat(content(packed(true, bytes("[" + " ".repeat(64 << 10) + "]"))))
                .isEqualTo(Content.OPAQUE);
        assertThat(content(packed(true, bytes("[" + " ".repeat(8 << 10) + "]"))).shape())
                .isNotNull();
    }

    @Test
    void reset_inTheMiddle_givesTheInflaterBack() throws IOException {
        byte[] half = Arrays.copyOf(packed(false, bytes(DENIED.repeat(20))), 60);
        FormatSniffer sniffer = new FormatSniffer();
        for (int i = 0; i < 1000; i++) {
            sniffer.offer(ByteBuffer.wrap(half));
            sniffer.reset();
        }
        assertThat(content(packed(false, bytes(DENIED))).shape()).isNotNull();
    }

    @Test
    void end_packedInPacked_isOpenedOnce() throws IOException {
        Sniffed twice = Sniff.of(packed(true, packed(true, bytes(DENIED))));
        assertThat(twice.format()).isEqualTo(Format.GZIP);
        assertThat(twice.content()).isEqualTo(Content.OPAQUE);
    }

    @Test
    void checks_ofAKnownText_areThoseOfTheStandard() {
        CRC32 crc = new CRC32();
        crc.update(bytes("123456789"));
        GzipFrame frame = new GzipFrame();
        frame.reset();
        assertThat(frame.trailer(ByteBuffer.wrap(new byte[] {0x26, 0x39, (byte) 0xF4, (byte) 0xCB, 9, 0, 0, 0})))
                .isTrue();
        assertThat(frame.checks(crc.getValue(), 9)).isTrue();
        assertThat(frame.checks(crc.getValue(), 10)).isFalse();
    }

    private static byte[] packed(boolean gzip, byte[] text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = gzip ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed)) {
            out.write(text);
        }
        return packed.toByteArray();
    }

    private static byte[] zlib(byte[] text, int level) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(packed, new Deflater(level))) {
            out.write(text);
        }
        return packed.toByteArray();
    }
}
