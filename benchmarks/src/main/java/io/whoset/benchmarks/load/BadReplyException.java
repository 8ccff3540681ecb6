package io.whoset.benchmarks.load;

import java.io.IOException;

/** A reply that is not what must come: a run that sees one proves nothing and ends. */
public final class BadReplyException extends IOException {
    private static final long serialVersionUID = 1L;

    BadReplyException(String message) {
        super(message);
    }
}
