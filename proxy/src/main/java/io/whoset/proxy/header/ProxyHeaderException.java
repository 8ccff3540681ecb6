package io.whoset.proxy.header;

/** The bytes are no PROXY header. Has no stack trace: a hostile peer can cause it in a loop. */
public final class ProxyHeaderException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What was seen and what was expected. */
    public ProxyHeaderException(String message) {
        super(message, null, false, false);
    }
}
