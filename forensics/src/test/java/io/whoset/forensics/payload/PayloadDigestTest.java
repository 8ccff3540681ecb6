package io.whoset.forensics.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected values are what {@code sha256sum} printed. */
class PayloadDigestTest {
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String MIB_OF_A = "9bc1b2a288b26af7257a36277ae3816a7d4f16e89c1e7e77d0a5c48bad62b360";
    private static final String ALL_BYTES = "40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880";

    private final PayloadDigest digest = new PayloadDigest();

    @Test
    void end_noPiece_isTheDigestOfNothing() {
        assertThat(digest.end()).isEqualTo(Digest.parse(EMPTY));
    }

    @Test
    void end_everyCut_isTheSame() {
        byte[] payload = new byte[256];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) i;
        }
        for (List<ByteBuffer> pieces : Cuts.of(payload)) {
            pieces.forEach(digest::update);
            assertThat(digest.end()).isEqualTo(Digest.parse(ALL_BYTES));
        }
    }

    @Test
    void end_aMebibyteInPieces_isWhatSha256sumPrints() {
        ByteBuffer piece = ByteBuffer.wrap("a".repeat(1 << 10).getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 1 << 10; i++) {
            digest.update(piece);
        }
        assertThat(digest.end()).hasToString("sha256:" + MIB_OF_A);
    }

    @Test
    void update_aPiece_leavesItsPosition() {
        ByteBuffer piece = ByteBuffer.wrap(Cuts.bytes("abc"));
        digest.update(piece);
        assertThat(piece.position()).isZero();
    }

    @Test
    void reset_afterAPayloadThatDidNotEnd_forgetsIt() {
        digest.update(ByteBuffer.wrap(Cuts.bytes("left")));
        digest.reset();
        digest.update(ByteBuffer.wrap(Cuts.bytes("abc")));
        assertThat(digest.end()).isEqualTo(Digest.parse(ABC));
    }
}
