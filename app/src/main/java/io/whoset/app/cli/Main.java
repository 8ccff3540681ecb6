package io.whoset.app.cli;

import io.whoset.app.wiring.Versions;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code whoset} answers one question: who set that. */
@Command(
        name = "whoset",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "Who set that? An auditing man-in-the-middle for memcached.",
        subcommands = {
            DemoCommand.class,
            ProxyCommand.class,
            WhoCommand.class,
            TailCommand.class,
            PurgeCommand.class,
            AnalyzeCommand.class,
            ReadyCommand.class,
            DemoServerCommand.class
        },
        footer = "%nExit codes: 0 done, 1 it failed while running, 2 wrong usage or configuration.")
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args, utf8(System.out), utf8(System.err)));
    }

    /** Runs a command; its exit code. */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Errors::usage)
                .setExecutionExceptionHandler(Errors::failure);
        int code = line.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    private static PrintWriter utf8(java.io.OutputStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "name a command: demo, proxy, who, tail, purge or analyze");
        }
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"whoset " + Versions.whoset()};
        }
    }
}
