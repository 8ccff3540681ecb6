package io.whoset.audit.log;

/** The audit directory cannot be used; the message names it and says what to do. */
public final class AuditDirException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with which directory and what to do about it. */
    public AuditDirException(String message) {
        super(message);
    }

    /** The same, with what the file system said. */
    public AuditDirException(String message, Throwable cause) {
        super(message, cause);
    }
}
