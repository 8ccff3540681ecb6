package io.whoset.benchmarks.hot;

import io.whoset.forensics.payload.PayloadDigest;
import io.whoset.forensics.record.Digest;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * SHA-256 of a payload: an operation is one payload.
 *
 * <p>Confined to one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PayloadDigestBench {
    /** Length of the payload. */
    @Param({"100", "1024", "102400"})
    public int bytes;

    private final PayloadDigest digest = new PayloadDigest();
    private ByteBuffer[] pieces = {};

    /** Makes the payload. */
    @Setup
    public void payload() {
        pieces = Payloads.pieces(Payloads.binary(1, bytes));
    }

    /** From a payload's first byte to its digest. */
    @Benchmark
    public Digest sha256() {
        digest.reset();
        for (ByteBuffer piece : pieces) {
            digest.update(piece);
        }
        return digest.end();
    }
}
