package io.whoset.ui.http;

/**
 * A request that gets an error as its answer: the one exception that a resource throws.
 *
 * <p>Immutable; without a stack trace, because a caller can cause it in a loop.
 */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * An error that the caller can act on.
     *
     * @param status HTTP status, 400 to 599
     * @param code stable kebab-case word for programs
     * @param message what, where, saw, expected: for persons
     */
    public ApiError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** A query parameter that cannot be understood. */
    public static ApiError badParameter(String name, String saw, String expected) {
        return new ApiError(400, "bad-parameter", name + ": saw \"" + clip(saw) + "\", expected " + expected);
    }

    private static String clip(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The word for programs. */
    public String code() {
        return code;
    }

    /** What the person reads; never null. */
    public String sentence() {
        String message = getMessage();
        return message == null ? code : message;
    }
}
