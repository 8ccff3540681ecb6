package io.whoset.app.cli;

import io.whoset.app.config.ConfigException;
import io.whoset.app.wiring.StartException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * The one place where an error becomes a message and an exit code: one line first that says what to do. A class and no lambda: of a lambda over them Java
 * puts none of picocli's classes into its archive, and starts 40 ms later.
 */
final class Errors implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
    /** Wrong usage. */
    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("whoset: " + e.getMessage());
        err.println("Try 'whoset " + helpFor(e.getCommandLine()) + "--help'.");
        return ExitCode.USAGE;
    }

    private static String helpFor(CommandLine line) {
        return line.getParent() == null ? "" : line.getCommandName() + " ";
    }

    /** A configuration that cannot be used, a start that failed, or a defect. */
    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        if (e instanceof ConfigException) {
            line.getErr().println("whoset: " + e.getMessage());
            return ExitCode.USAGE;
        }
        line.getErr()
                .println("whoset: "
                        + (e instanceof StartException ? e.getMessage() : "failed, please report this: " + e));
        if (!(e instanceof StartException)) {
            e.printStackTrace(line.getErr());
        }
        return ExitCode.FAILED;
    }
}
