package io.whoset.benchmarks.sim;

import io.whoset.forensics.payload.FormatSniffer;
import io.whoset.forensics.payload.PayloadDigest;
import io.whoset.forensics.payload.Preview;
import io.whoset.forensics.record.Payload;
import java.nio.ByteBuffer;

/** Learns of a payload what the proxy learns while it streams by. Confined to its world's thread. */
final class PayloadLens {
    private static final int PREVIEW_BYTES = 256;

    private final PayloadDigest digest = new PayloadDigest();
    private final FormatSniffer sniffer = new FormatSniffer();
    private final Preview preview = new Preview(PREVIEW_BYTES);

    private long nanos;

    /** What it took until now, wall time. */
    long nanos() {
        return nanos;
    }

    Payload of(byte[] bytes) {
        long before = System.nanoTime();
        digest.reset();
        sniffer.reset();
        preview.reset();
        digest.update(ByteBuffer.wrap(bytes));
        sniffer.offer(ByteBuffer.wrap(bytes));
        preview.offer(ByteBuffer.wrap(bytes));
        FormatSniffer.Sniffed sniffed = sniffer.end();
        Payload payload =
                new Payload(bytes.length, digest.end(), sniffed.format(), sniffed.content(), false, preview.end());
        nanos += System.nanoTime() - before;
        return payload;
    }
}
