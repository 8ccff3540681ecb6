package io.whoset.benchmarks.hot;

import io.whoset.audit.log.JsonLine;
import io.whoset.audit.log.LogLine;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.WriteRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The writer log's lines, written as the audit thread does and read back as the store does: an operation is one line of a set of 250 bytes of JSON.
 *
 * <p>Confined to one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WriterLogBench {
    private final List<WriteRecord> writes = new ArrayList<>();
    private final List<RecordId> ids = new ArrayList<>();
    private final List<byte[]> lines = new ArrayList<>();
    private final JsonLine line = new JsonLine();
    private int next;

    /** Keeps what a connection's sets were recorded as. */
    public WriterLogBench() {
        new RecordedSets(event -> writes.add((WriteRecord) event)).pass();
        RecordId id = new RecordId(0);
        for (WriteRecord write : writes) {
            id = id.next(write.tsMicros());
            ids.add(id);
            line.write(id, write, Judgement.CLEAN);
            lines.add(line.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** From a record to the bytes of its line. */
    @Benchmark
    public ByteBuffer write() {
        int at = turn();
        return line.write(ids.get(at), writes.get(at), Judgement.CLEAN).bytes();
    }

    /** From a line's bytes to its row. */
    @Benchmark
    public LogLine read() throws IOException {
        return LogLine.parse(lines.get(turn()));
    }

    private int turn() {
        next = next + 1 == writes.size() ? 0 : next + 1;
        return next;
    }
}
