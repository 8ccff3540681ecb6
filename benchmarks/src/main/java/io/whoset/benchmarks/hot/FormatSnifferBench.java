package io.whoset.benchmarks.hot;

import io.whoset.forensics.payload.FormatSniffer;
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
 * Understanding a payload: its format, and of JSON its shape and its values. An operation is one payload; sixteen different ones take turns, so that no
 * branch is known by heart.
 *
 * <p>Confined to one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FormatSnifferBench {
    private static final int PAYLOADS = 16;

    /** What the payloads are, and their length in bytes. */
    @Param({"json-250", "json-1024", "json-102400", "text-1024"})
    public String payload = "";

    private final FormatSniffer sniffer = new FormatSniffer();
    private final ByteBuffer[][] payloads = new ByteBuffer[PAYLOADS][];
    private int next;

    /** Makes the payloads. */
    @Setup
    public void payloads() {
        boolean json = payload.startsWith("json");
        int bytes = Integer.parseInt(payload.substring(payload.indexOf('-') + 1));
        for (int i = 0; i < PAYLOADS; i++) {
            payloads[i] = Payloads.pieces(json ? Payloads.json(i, bytes) : Payloads.text(i, bytes));
        }
    }

    /** From a payload's first byte to what is known of it. */
    @Benchmark
    public FormatSniffer.Sniffed understand() {
        sniffer.reset();
        for (ByteBuffer piece : payloads[next++ % PAYLOADS]) {
            sniffer.offer(piece);
        }
        return sniffer.end();
    }
}
