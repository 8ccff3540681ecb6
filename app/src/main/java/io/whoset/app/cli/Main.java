package io.whoset.app.cli;

import io.whoset.app.wiring.Versions;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        footer = "%nExit codes: 0 done, 1 it failed while running, 2 wrong usage or configuration.")
public final class Main implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            DemoCommand.class,
            ProxyCommand.class,
            WhoCommand.class,
            TailCommand.class,
            PurgeCommand.class,
            AnalyzeCommand.class,
            ReadyCommand.class,
            DemoServerCommand.class);

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args, utf8(System.out), utf8(System.err)));
    }

    /** Runs a command; its exit code. */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new Main());
        for (Class<?> command : commands(args)) {
            line.addSubcommand(command);
        }
        Errors errors = new Errors();
        line.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
        int code = line.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    /** The command that is named, as reading the options of all takes a tenth of a second; all, where none is. */
    private static List<Class<?>> commands(String[] args) {
        List<Class<?>> named = COMMANDS.stream()
                .filter(command -> args.length > 0
                        && command.getAnnotation(Command.class).name().equals(args[0]))
                .toList();
        return named.isEmpty() ? COMMANDS : named;
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
