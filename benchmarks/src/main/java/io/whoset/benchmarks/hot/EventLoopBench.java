package io.whoset.benchmarks.hot;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * All that the event loop does for the audit of a set: parser, digest, format, preview, pairing with its reply, record. An operation is one set.
 *
 * <p>Confined to one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Requests.COUNT)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH sets up before it runs
public class EventLoopBench {
    private RecordedSets connection;

    /** A connection whose records nobody keeps. */
    @Setup
    public void connect(Blackhole hole) {
        connection = new RecordedSets(hole::consume);
    }

    /** A set of 250 bytes of JSON and its reply. */
    @Benchmark
    public void set() {
        connection.pass();
    }
}
