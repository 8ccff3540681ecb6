package io.whoset.app.cli;

import io.whoset.app.config.ConfigException;
import io.whoset.app.who.Evidence;
import io.whoset.app.wiring.SystemTime;
import io.whoset.audit.log.FindingRow;
import io.whoset.audit.log.LogCursor;
import io.whoset.audit.log.LogLine;
import io.whoset.audit.log.RowJson;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.WriteMatch;
import io.whoset.audit.store.WriteQuery;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code whoset tail}: the last writes that match, and on, as they are logged. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        header = "The last writes that match, and every further one as it is logged; accusations as they fall.",
        description = "%nFollows the writer log of an audit directory, also while it is rolled, until Ctrl-C.")
final class TailCommand implements Callable<Integer> {
    private static final long BACK_BYTES = 4L << 20;
    private static final long LOOK_MILLIS = 200;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private WriteFilters filters = new WriteFilters();

    @Option(names = "--audit-dir", paramLabel = "DIR", description = "the audit directory (default: ./audit)")
    private Path auditDir = Path.of("audit");

    @Option(names = "-n", paramLabel = "N", description = "begin with the last so many writes that match (default: 10)")
    private int last = 10;

    @Option(names = "--json", description = "the lines of the log, for jq")
    private boolean json;

    private final WhoTable table = new WhoTable(Terminal.ofThisProcess(), true);
    private String seen = "";

    TailCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (last < 0 || last > WriteQuery.MAX_LIMIT) {
            throw new ConfigException("-n: saw " + last + ", expected 0 to " + WriteQuery.MAX_LIMIT);
        }
        AuditDirs.require(auditDir);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        WriteQuery query = filters.query(Math.max(1, last), new SystemTime());
        try (LogCursor cursor = LogCursor.nearEnd(auditDir, BACK_BYTES)) {
            List<WriteRow> before = new ArrayList<>(new Evidence(auditDir).newest(query));
            Collections.reverse(before);
            table.expect(before);
            for (WriteRow write : last == 0 ? List.<WriteRow>of() : before) {
                print(write, out);
            }
            seen = before.isEmpty() ? "" : before.get(before.size() - 1).id();
            follow(cursor, new WriteMatch(query), out);
        }
        return ExitCode.DONE;
    }

    private void follow(LogCursor cursor, WriteMatch match, PrintWriter out) throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        do {
            for (byte[] line = cursor.next(); line != null; line = cursor.next()) {
                show(line, match, out);
            }
        } while (!never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) && !out.checkError());
    }

    private void show(byte[] line, WriteMatch match, PrintWriter out) throws IOException {
        LogLine read;
        try {
            read = LogLine.parse(line);
        } catch (IOException noLogLine) {
            return;
        }
        if (read.id().compareTo(seen) <= 0) {
            return;
        }
        WriteRow write = read.write();
        FindingRow finding = read.finding();
        if (write != null && match.test(write)) {
            print(write, out);
        } else if (finding != null && filters.isOfWriter(finding.writer())) {
            out.println(json ? new String(line, StandardCharsets.UTF_8) : accusation(finding));
            out.flush();
        }
    }

    private static String accusation(FindingRow finding) {
        return (finding.verdict().equals("clean") ? "CLEARED  " : "ACCUSED  ") + finding.writer() + "  "
                + finding.verdict() + ", rule " + finding.rule() + ": " + finding.why();
    }

    private void print(WriteRow write, PrintWriter out) throws IOException {
        if (json) {
            out.println(RowJson.line(write));
            out.flush();
        } else {
            table.printNext(write, out);
        }
    }
}
