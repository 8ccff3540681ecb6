package io.whoset.forensics.payload;

import static io.whoset.forensics.payload.Plain.DENIED;
import static io.whoset.forensics.payload.Plain.bytes;
import static io.whoset.forensics.payload.Plain.content;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import io.whoset.forensics.payload.FormatSniffer.Sniffed;
import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZstdTest {
    @BeforeAll
    static void load() {
        assertThat(ZstdDecoders.prepare()).isNull();
    }

    /** As a writer does that does not know the length when it begins. */
    private static byte[] streamed(byte[] text, int level, boolean checksum) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(out, level)) {
            zstd.setChecksum(checksum);
            zstd.write(text);
        }
        return out.toByteArray();
    }

    private static String songs(int count) {
        return Plain.songs(count, "");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 19})
    void end_packedJson_isKnownAsIfItWerePlain(int level) {
        Sniffed packed = Sniff.of(Zstd.compress(bytes(DENIED), level));
        assertThat(packed.format()).isEqualTo(Format.ZSTD);
        assertThat(packed.content()).isEqualTo(content(bytes(DENIED)));
        assertThat(packed.content().errorMark()).isEqualTo("\"status\": 401");
    }

    @Test
    void end_manyBlocks_areKnownInEveryCut() throws IOException {
        byte[] text = bytes(songs(900));
        Content plain = content(text);
        assertThat(plain.members()).isNotNull();
        byte[] packed = streamed(text, 1, true);
        assertThat(Sniff.of(packed).content()).isEqualTo(plain);
        byte[] large = bytes(songs(30_000));
        assertThat(content(streamed(large, 3, false))).isEqualTo(content(large));
    }

    @Test
    void end_behindItsLength_isOpenedAsPhpsMemcachedWritesIt() {
        byte[] zstd = Zstd.compress(bytes(DENIED), 3);
        byte[] payload = new byte[zstd.length + 4];
        payload[0] = (byte) DENIED.length();
        System.arraycopy(zstd, 0, payload, 4, zstd.length);
        Sniffed sniffed = Sniff.of(payload);
        assertThat(sniffed.format()).isEqualTo(Format.ZSTD);
        assertThat(sniffed.content()).isEqualTo(content(bytes(DENIED)));
    }

    @Test
    void end_cutAnywhere_isBroken() {
        byte[] packed = Zstd.compress(bytes(songs(500)), 3);
        for (int length = 16; length < packed.length; length++) {
            assertThat(content(Arrays.copyOf(packed, length)).broken())
                    .as("cut at " + length)
                    .isTrue();
        }
    }

    @Test
    void end_moreBehindIt_saysNothing() {
        byte[] packed = Zstd.compress(bytes(DENIED), 3);
        assertThat(Sniff.of(Arrays.copyOf(packed, packed.length + 1)).content()).isEqualTo(Content.OPAQUE);
    }

    @Test
    void end_bomb_staysClosed() {
        assertThat(content(Zstd.compress(bytes("[" + " ".repeat(64 << 10) + "]"), 3)))
                .isEqualTo(Content.OPAQUE);
        assertThat(content(Zstd.compress(bytes("[" + " ".repeat(8 << 10) + "]"), 3))
                        .shape())
                .isNotNull();
        assertThat(content(Zstd.compress(new byte[64 << 20], 3))).isEqualTo(Content.OPAQUE);
    }

    @Test
    void end_windowLargerThanTheBound_staysClosed() {
        byte[] header = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) (17 << 3), 0, 0, 0, 0, 0, 0};
        assertThat(content(header)).isEqualTo(Content.OPAQUE);
        header[5] = (byte) (11 << 3) + 1;
        assertThat(content(header)).isEqualTo(Content.OPAQUE);
        header[5] = (byte) (11 << 3);
        assertThat(content(Arrays.copyOf(header, 8)).broken()).isTrue();
    }

    @Test
    void end_anyByteChanged_saysTheSameInEveryCut() {
        byte[] packed = Zstd.compress(bytes(songs(30)), 3);
        Random random = new Random(9);
        for (int i = 0; i < 400; i++) {
            byte[] changed = packed.clone();
            changed[4 + random.nextInt(changed.length - 4)] = (byte) random.nextInt();
            FormatSniffer sniffer = new FormatSniffer();
            for (int at = 0; at < changed.length; at++) {
                sniffer.offer(ByteBuffer.wrap(changed, at, 1));
            }
            assertThat(sniffer.end().content()).isEqualTo(content(changed));
        }
    }

    @Test
    void take_beyondTheBound_staysClosedUntilOneIsBack() {
        byte[] packed = Zstd.compress(bytes(DENIED), 3);
        List<FormatSniffer> open = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            FormatSniffer sniffer = new FormatSniffer();
            sniffer.offer(ByteBuffer.wrap(packed, 0, 12));
            open.add(sniffer);
        }
        assertThat(content(packed)).isEqualTo(Content.OPAQUE);
        open.get(3).reset();
        assertThat(content(packed).shape()).isNotNull();
        open.forEach(FormatSniffer::reset);
    }
}
