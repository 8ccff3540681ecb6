package io.whoset.forensics.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.whoset.forensics.record.Payload;
import java.nio.ByteBuffer;

/** Whatever a client stores: no exception, a bounded preview, and the same findings however the bytes are cut. */
class PayloadFuzzIT {
    private static final int PREVIEW_BYTES = 64;

    @FuzzTest(maxDuration = "15s")
    void payload_ofAnyBytes_isUnderstoodTheSameHoweverItIsCut(byte[] payload) {
        PayloadReader reader = new PayloadReader(PREVIEW_BYTES);
        Payload whole = read(reader, payload, Math.max(1, payload.length));
        assertEqual(read(reader, payload, 1), whole);
        assertEqual(read(reader, payload, 7), whole);
        assertThat(String.valueOf(whole.preview()).length()).isLessThanOrEqualTo(4 * PREVIEW_BYTES);
    }

    private static Payload read(PayloadReader reader, byte[] payload, int size) {
        reader.begin(PayloadReader.Secrecy.NONE);
        for (int at = 0; at < payload.length; at += Math.min(size, payload.length - at)) {
            reader.offer(ByteBuffer.wrap(payload, at, Math.min(size, payload.length - at))
                    .asReadOnlyBuffer());
        }
        return reader.end(payload.length, false);
    }

    private static void assertEqual(Payload cut, Payload whole) {
        assertThat(cut.digest()).isEqualTo(whole.digest());
        assertThat(cut.format()).isEqualTo(whole.format());
        assertThat(cut.content()).isEqualTo(whole.content());
        assertThat(cut.preview()).isEqualTo(whole.preview());
    }
}
