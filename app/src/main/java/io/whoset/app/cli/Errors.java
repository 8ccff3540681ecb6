package io.whoset.app.cli;

import io.whoset.app.config.ConfigException;
import io.whoset.app.wiring.StartException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The one place where an error becomes a message and an exit code: one line first that says what to do. */
final class Errors {
    private Errors() {}

    /** Wrong usage. */
    static int usage(CommandLine.ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println("whoset: " + e.getMessage());
        err.println("Try 'whoset " + helpFor(e.getCommandLine()) + "--help'.");
        return ExitCode.USAGE;
    }

    private static String helpFor(CommandLine line) {
        return line.getParent() == null ? "" : line.getCommandName() + " ";
    }

    /** A configuration that cannot be used, a start that failed, or a defect. */
    static int failure(Exception e, CommandLine line, ParseResult parsed) {
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
