package io.whoset.app.cli;

import io.whoset.app.config.Config;
import io.whoset.app.config.ConfigException;
import io.whoset.app.demo.Demo;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code whoset demo}: the main job in one command. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "The main job in one command: a fleet of nine servers, one of them was not restarted.",
        description =
                "%nStarts an embedded memcached, whoset in front of it, eight healthy servers and one bad one, and the audit page."
                        + " Prints the accusation when it falls, then goes on until Ctrl-C or for the time of --for.")
final class DemoCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--for", paramLabel = "TIME", description = "end by itself after this time, such as 30s or 5m")
    private @Nullable String howLong;

    @Mixin
    private AuditOptions audit = new AuditOptions();

    DemoCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Duration time = howLong == null ? null : parse(howLong);
        Config config = audit.over(Config.DEFAULT);
        Demo demo = new Demo(
                config,
                audit.namesPage(),
                Objects.requireNonNull(spec).commandLine().getOut());
        return demo.run(time) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static Duration parse(String text) {
        Duration time = io.whoset.app.config.Values.parseTime(text);
        if (time == null || time.isZero()) {
            throw new ConfigException("--for: saw \"" + text + "\", expected a time such as 30s, 5m or 1h");
        }
        return time;
    }
}
