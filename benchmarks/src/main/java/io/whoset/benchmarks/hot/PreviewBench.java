package io.whoset.benchmarks.hot;

import io.whoset.forensics.payload.Preview;
import java.nio.ByteBuffer;
import java.util.Objects;
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
 * A payload's first 256 bytes as text: an operation is one payload of 1 KB.
 *
 * <p>Confined to one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PreviewBench {
    private static final int PREVIEW_BYTES = 256;
    private static final int PAYLOAD_BYTES = 1024;

    /** ASCII needs nothing, UTF-8 is read, other bytes are written as {@code \xNN}. */
    @Param({"ascii", "utf-8", "binary"})
    public String payload = "";

    private final Preview preview = new Preview(PREVIEW_BYTES);
    private ByteBuffer[] pieces = {};

    /** Makes the payload. */
    @Setup
    public void payload() {
        pieces = Payloads.pieces(
                switch (payload) {
                    case "ascii" -> Payloads.json(1, PAYLOAD_BYTES);
                    case "utf-8" -> Payloads.umlauts(1, PAYLOAD_BYTES);
                    default -> Payloads.binary(1, PAYLOAD_BYTES);
                });
    }

    /** From a payload's first byte to its preview. */
    @Benchmark
    public String preview() {
        for (ByteBuffer piece : pieces) {
            preview.offer(piece);
        }
        return Objects.requireNonNull(preview.end());
    }
}
