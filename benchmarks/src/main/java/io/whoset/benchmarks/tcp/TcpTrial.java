package io.whoset.benchmarks.tcp;

import io.whoset.audit.log.FindingRow;
import io.whoset.audit.log.LogLine;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.log.WriterLogReader;
import io.whoset.benchmarks.scenario.Scenario;
import io.whoset.benchmarks.score.Sheet;
import io.whoset.benchmarks.sim.World;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One run of one scenario in real time, through the built whoset.
 *
 * <p>Confined to one thread.
 */
public final class TcpTrial {
    private final Path jar;
    private final Path parent;
    private final Sheet sheet = new Sheet();

    /** A trial of this jar, with its files below a directory. */
    public TcpTrial(Path jar, Path parent) {
        this.jar = jar;
        this.parent = parent;
    }

    /** Lets it happen; who was bad, and how. */
    public Map<String, Verdict> run(Scenario scenario, long seed) throws IOException, InterruptedException {
        Path dir = Files.createTempDirectory(parent, "story");
        try (Product product = Product.start(jar, dir);
                TcpWire wire = new TcpWire(product.proxy(), product.server())) {
            Map<String, Verdict> guilty = scenario.story().play(new World(seed, wire, wire::of));
            Path audit = product.finish();
            new WriterLogReader(audit).forEach(line -> read(line, wire));
            return guilty;
        }
    }

    private void read(LogLine line, TcpWire wire) {
        WriteRow write = line.write();
        if (write != null) {
            Verdict truth = wire.truth(write.peer(), write.cmd(), Objects.requireNonNullElse(write.key(), ""));
            sheet.write(RecordId.parse(write.id()), write.writer(), write.tsMicros(), verdict(write.verdict()), truth);
        }
        FindingRow finding = line.finding();
        if (finding != null) {
            sheet.hear(new Finding(
                    finding.tsMicros(),
                    finding.writer(),
                    verdict(finding.verdict()),
                    finding.rule(),
                    finding.why(),
                    finding.writes().stream().map(RecordId::parse).toList(),
                    finding.numbers(),
                    finding.keys()));
        }
    }

    private static Verdict verdict(String word) {
        return Verdict.valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** What was true and what was said. */
    public Sheet sheet() {
        return sheet;
    }
}
