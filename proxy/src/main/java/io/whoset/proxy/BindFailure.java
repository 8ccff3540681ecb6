package io.whoset.proxy;

import java.io.IOException;

/** A listener could not be opened: the port is taken, the address is not this machine's, the path cannot be written. */
public final class BindFailure extends IOException {
    private static final long serialVersionUID = 1L;

    /** What failed on which route, and what to do. */
    public BindFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
