package io.whoset.app.cli;

import io.whoset.app.config.ConfigException;
import io.whoset.app.who.Evidence;
import io.whoset.app.wiring.SystemTime;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.PurgeLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whoset purge WRITER}: the commands that remove what a bad writer left behind. Sends nothing itself. */
@Command(
        name = "purge",
        mixinStandardHelpOptions = true,
        header = "What did it leave behind? The delete lines for keys that still hold a bad version of this writer.",
        description =
                "%nSends nothing: look at the lines, then hand them to memcached, for example%n%n  whoset purge 10.1.2.3 | nc -q 1 HOST PORT%n%nA key"
                        + " is named where its newest write is a stale or poisonous one of this writer and has not expired.")
final class PurgeCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "WRITER", description = "whose bad writes")
    private String writer = "";

    @Option(names = "--route", paramLabel = "NAME", description = "only keys of this route: one route is one memcached")
    private @Nullable String route;

    @Option(names = "--audit-dir", paramLabel = "DIR", description = "the audit directory (default: ./audit)")
    private Path auditDir = Path.of("audit");

    PurgeCommand() {}

    @Override
    public Integer call() throws IOException {
        AuditDirs.require(auditDir);
        SystemTime time = new SystemTime();
        List<WriteRow> kept = new Evidence(auditDir).kept(writer, time.epochMicros(time.nanos()));
        TreeSet<String> routes =
                new TreeSet<>(kept.stream().map(WriteRow::route).toList());
        if (route == null && routes.size() > 1) {
            throw new ConfigException("purge: the keys lie on several servers, give --route, one of " + routes);
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        kept.stream()
                .filter(write -> route == null || write.route().equals(route))
                .map(write -> PurgeLine.of(Objects.requireNonNullElse(write.key(), "")))
                .forEach(line -> out.print(line + "\r\n"));
        return ExitCode.DONE;
    }
}
