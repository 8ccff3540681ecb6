package io.whoset.forensics.payload;

import java.nio.charset.StandardCharsets;

/**
 * Names of members that may say that an object is an error, in any mixture of capitals, told without making a text of them.
 *
 * <p>Immutable.
 */
final class ErrorNames {
    /** The name of a status, as of HTTP. */
    static final int STATUS = 1;
    /** The name of a code, which is one of an error beside a {@link #MESSAGE} only. */
    static final int CODE = 2;
    /** The name of an error. */
    static final int ERROR = 4;
    /** The name of a message. */
    static final int MESSAGE = 8;
    /** The name of what may be put around an answer. */
    static final int ENVELOPE = 16;
    /** Bytes of the longest of them. */
    static final int LONGEST = 11;

    private static final byte[][] NAMES = new byte[32][];
    private static final int[] KINDS = new int[NAMES.length];
    private static final int[] FIRST = new int[LONGEST + 2];

    static {
        int size = 0;
        for (int length = 0; length <= LONGEST; length++) {
            FIRST[length] = size;
            size = put(size, length, STATUS, "status", "statuscode", "status_code", "httpstatus", "http_status");
            size = put(size, length, STATUS, "httpcode", "http_code");
            size = put(size, length, CODE, "code");
            size = put(size, length, ERROR, "errors", "exception");
            size = put(size, length, ERROR | MESSAGE | ENVELOPE, "error");
            size = put(size, length, MESSAGE, "message", "msg", "reason", "detail");
            size = put(size, length, ENVELOPE, "response", "result", "meta", "header", "data");
        }
        FIRST[LONGEST + 1] = size;
    }

    private ErrorNames() {}

    private static int put(int from, int length, int kinds, String... names) {
        int size = from;
        for (String name : names) {
            if (name.length() == length) {
                NAMES[size] = name.getBytes(StandardCharsets.US_ASCII);
                KINDS[size++] = kinds;
            }
        }
        return size;
    }

    /** What it is, a bit each; 0 for most names. */
    static int kinds(byte[] name, int length) {
        if (length <= LONGEST) {
            for (int i = FIRST[length]; i < FIRST[length + 1]; i++) {
                if (is(name, NAMES[i])) {
                    return KINDS[i];
                }
            }
        }
        return 0;
    }

    private static boolean is(byte[] name, byte[] lower) {
        for (int at = 0; at < lower.length; at++) {
            int b = name[at];
            if (lower[at] != (b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b)) {
                return false;
            }
        }
        return true;
    }
}
