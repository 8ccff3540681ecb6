package io.whoset.proxy.tls;

/** A PEM file cannot be used. */
public final class TlsFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String key;

    /** The configuration key that names the file, and what is wrong; nothing of the file's content. */
    public TlsFileException(String key, String message) {
        super(message);
        this.key = key;
    }

    /** The configuration key that names the file. */
    public String key() {
        return key;
    }
}
