package io.whoset.app.cli;

import io.whoset.app.config.ConfigException;
import io.whoset.app.who.Evidence;
import io.whoset.app.wiring.SystemTime;
import io.whoset.audit.log.RowJson;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.WriteQuery;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code whoset who KEY}: who set it, with whoset running or not. */
@Command(
        name = "who",
        mixinStandardHelpOptions = true,
        header = "Who set it? The writes that match, newest first.",
        description =
                "%nAsks the whoset that writes the audit directory, or reads the directory where none runs. The key is written as the log"
                        + " writes it: bytes that are not printable as %%XX.")
final class WhoCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private WriteFilters filters = new WriteFilters();

    @Option(names = "--audit-dir", paramLabel = "DIR", description = "the audit directory (default: ./audit)")
    private Path auditDir = Path.of("audit");

    @Option(names = "--limit", paramLabel = "N", description = "at most so many writes (default: 20)")
    private int limit = 20;

    @Option(names = "--json", description = "the lines of the log, for jq")
    private boolean json;

    WhoCommand() {}

    @Override
    public Integer call() throws IOException {
        WriteQuery query = filters.query(limit(), new SystemTime());
        if (filters.isEmpty()) {
            throw new ConfigException("who: give a KEY, or another filter such as --writer or --bad");
        }
        AuditDirs.require(auditDir);
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        List<WriteRow> writes = new Evidence(auditDir).newest(query);
        if (json) {
            for (WriteRow write : writes) {
                out.println(RowJson.line(write));
            }
        } else if (writes.isEmpty()) {
            out.println("no write " + filters.words() + " in " + auditDir.resolve("writers.jsonl"));
        } else {
            new WhoTable(Terminal.ofThisProcess(), !filters.isOfOneKey()).print(writes, out);
        }
        return ExitCode.DONE;
    }

    private int limit() {
        if (limit < 1 || limit > WriteQuery.MAX_LIMIT) {
            throw new ConfigException("--limit: saw " + limit + ", expected 1 to " + WriteQuery.MAX_LIMIT);
        }
        return limit;
    }
}
