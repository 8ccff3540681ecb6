package io.whoset.app.cli;

import io.whoset.app.config.ConfigException;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.log.WriterLogReader;
import io.whoset.protocol.Key;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whoset who KEY}: who set it, from the writer log, with whoset running or not. */
@Command(
        name = "who",
        mixinStandardHelpOptions = true,
        header = "Who set it? The key's writes, newest first.",
        description =
                "%nReads the writer log of an audit directory, live or not. The key is written as the log writes it: bytes that"
                        + " are not printable as %%XX.")
final class WhoCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "KEY", description = "the key")
    private String key = "";

    @Option(names = "--audit-dir", paramLabel = "DIR", description = "the audit directory (default: ./audit)")
    private Path auditDir = Path.of("audit");

    @Option(names = "--limit", paramLabel = "N", description = "at most so many writes (default: 20)")
    private int limit = 20;

    WhoCommand() {}

    @Override
    public Integer call() throws IOException {
        if (limit < 1 || limit > 100_000) {
            throw new ConfigException("--limit: saw " + limit + ", expected 1 to 100000");
        }
        if (!Files.isDirectory(auditDir)) {
            throw new ConfigException(
                    "no audit directory at " + auditDir + ": give --audit-dir DIR, the one that whoset proxy writes");
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        String logForm = Key.parseLogForm(key).logForm();
        List<WriteRow> writes = new WriterLogReader(auditDir).writesOf(logForm, limit);
        if (writes.isEmpty()) {
            out.println("no write of " + logForm + " in " + auditDir.resolve("writers.jsonl"));
        } else {
            WhoTable.print(writes, out);
        }
        return ExitCode.DONE;
    }
}
