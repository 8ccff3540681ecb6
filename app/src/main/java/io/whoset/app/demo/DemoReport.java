package io.whoset.app.demo;

import io.whoset.app.wiring.BoundRoute;
import io.whoset.app.wiring.Whoset;
import io.whoset.audit.live.LiveFeed;
import io.whoset.audit.log.FindingRow;
import io.whoset.audit.log.LogLine;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.log.WriterLogReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the demo prints: where things are, the accusation with its evidence when it falls, and at the end the count.
 *
 * <p>Safe for many threads: lines come from the audit thread.
 */
final class DemoReport implements LiveFeed.Watcher {
    private final PrintWriter out;
    private final Path dir;
    private final Path log;
    private final Set<String> accused = new ConcurrentSkipListSet<>();
    private final AtomicReference<String> firstId = new AtomicReference<>();

    DemoReport(PrintWriter out, Path dir) {
        this.out = out;
        this.dir = dir;
        this.log = dir.resolve("writers.jsonl");
    }

    void started(Whoset whoset) {
        BoundRoute route = whoset.routes().get(0);
        out.println("One memcached, nine web servers. Server " + Fleet.BAD
                + " was not restarted after a configuration change.");
        out.println();
        out.println("  memcached   " + route.upstream() + " (embedded)");
        out.println("  whoset      " + route.listen() + " in front of it, between " + Fleet.address(1) + " … "
                + Fleet.BAD + " and the cache");
        out.println("  writer log  " + log);
        whoset.page().ifPresent(page -> out.println("  audit page  " + page));
        out.println();
        out.println("Waiting for the accusation (about ten seconds) …");
        out.flush();
    }

    @Override
    public void onLine(String event, String id, String json) {
        if (!id.isEmpty()) {
            firstId.compareAndSet(null, id);
        }
        if (event.equals("finding")) {
            try {
                FindingRow finding =
                        LogLine.parse(json.getBytes(StandardCharsets.UTF_8)).finding();
                if (finding != null) {
                    accusation(finding);
                }
            } catch (IOException e) {
                out.println("a finding that cannot be read: " + json);
            }
        }
    }

    private void accusation(FindingRow finding) {
        boolean cleared = finding.verdict().equals("clean");
        if (cleared) {
            accused.remove(finding.writer());
        } else {
            accused.add(finding.writer());
        }
        out.println();
        out.println((cleared ? "  CLEARED  " : "  ACCUSED  ") + finding.writer() + "   " + finding.verdict() + ", rule "
                + finding.rule());
        Wrap.lines(finding.why(), 96).forEach(line -> out.println("           " + line));
        List<String> keys = finding.keys();
        if (!keys.isEmpty()) {
            out.println("  look     bin/whoset who " + keys.get(0)
                    + (dir.equals(Path.of("audit")) ? "" : " --audit-dir " + dir));
        }
        if (!finding.writes().isEmpty()) {
            out.println("  proof    jq 'select(.id == \"" + finding.writes().get(0) + "\")' " + log);
        }
        out.println();
        out.flush();
    }

    /** Prints the count; whether the log has just what the servers stored. */
    boolean ended(Ledger ledger) {
        long stored;
        try {
            stored = storedInLog();
        } catch (IOException e) {
            out.println("The writer log cannot be read back: " + e);
            return false;
        }
        out.println(ledger.setsAcknowledged() + " sets acknowledged, " + stored + " of them in the log; accused: "
                + (accused.isEmpty() ? "nobody" : String.join(", ", accused)));
        if (ledger.serversFailed() > 0) {
            out.println(ledger.serversFailed() + " servers lost the cache before the end, see above");
        }
        out.flush();
        return stored == ledger.setsAcknowledged() && ledger.serversFailed() == 0;
    }

    private long storedInLog() throws IOException {
        String from = firstId.get();
        long[] count = {0};
        new WriterLogReader(dir).forEach(line -> {
            WriteRow write = line.write();
            if (from != null && write != null && write.id().compareTo(from) >= 0 && "STORED".equals(write.outcome())) {
                count[0]++;
            }
        });
        return count[0];
    }
}
