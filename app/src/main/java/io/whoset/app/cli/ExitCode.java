package io.whoset.app.cli;

/** Exit codes of the process, as the contract has them. Immutable. */
final class ExitCode {
    /** Done. */
    static final int DONE = 0;

    /** It failed while it was running. */
    static final int FAILED = 1;

    /** Wrong usage or configuration. */
    static final int USAGE = 2;

    private ExitCode() {}
}
