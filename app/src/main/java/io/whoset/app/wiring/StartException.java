package io.whoset.app.wiring;

/** whoset cannot run here: what is in the way and what to do, in one line. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** This message, because of that. */
    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
