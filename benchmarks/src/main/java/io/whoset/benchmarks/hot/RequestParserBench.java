package io.whoset.benchmarks.hot;

import io.netty.buffer.ByteBuf;
import io.whoset.protocol.WireLimits;
import io.whoset.protocol.binary.BinaryRequestParser;
import io.whoset.protocol.text.RequestParser;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
 * The parsers of what clients send: an operation is one request of a pipelined stream, whose value passes unread.
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
public class RequestParserBench {
    private final ByteBuf[] textSets = Requests.textSets();
    private final ByteBuf[] textGets = Requests.textGets();
    private final ByteBuf[] metaSets = Requests.metaSets();
    private final ByteBuf[] metaGets = Requests.metaGets();
    private final ByteBuf[] binarySets = Requests.binarySets();
    private final ByteBuf[] binaryGets = Requests.binaryGets();
    private Swallow sink;
    private RequestParser text;
    private BinaryRequestParser binary;

    /** A connection that has sent nothing yet. */
    @Setup
    public void connect(Blackhole hole) {
        sink = new Swallow(hole);
        text = new RequestParser(WireLimits.DEFAULT, sink);
        binary = new BinaryRequestParser(sink);
    }

    /** Classic storage with its data block. */
    @Benchmark
    public int textSet() {
        return feed(textSets, text::feed);
    }

    /** Classic retrieval of one key. */
    @Benchmark
    public int textGet() {
        return feed(textGets, text::feed);
    }

    /** Meta storage with four flags. */
    @Benchmark
    public int metaSet() {
        return feed(metaSets, text::feed);
    }

    /** Meta retrieval with four flags. */
    @Benchmark
    public int metaGet() {
        return feed(metaGets, text::feed);
    }

    /** Binary storage. */
    @Benchmark
    public int binarySet() {
        return feed(binarySets, binary::feed);
    }

    /** Binary retrieval. */
    @Benchmark
    public int binaryGet() {
        return feed(binaryGets, binary::feed);
    }

    private int feed(ByteBuf[] reads, Consumer<ByteBuf> parser) {
        for (ByteBuf read : reads) {
            parser.accept(read);
        }
        int requests = sink.take();
        if (requests != Requests.COUNT) {
            throw new IllegalStateException("saw " + requests + " requests, expected " + Requests.COUNT);
        }
        return requests;
    }
}
