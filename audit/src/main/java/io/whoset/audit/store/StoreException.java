package io.whoset.audit.store;

/** The index cannot answer or take rows; the log is not concerned. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What failed, and why. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
