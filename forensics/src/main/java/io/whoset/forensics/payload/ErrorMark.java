package io.whoset.forensics.payload;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the member of a JSON object that says that the object is an error: {@code "status": 401}.
 *
 * <p>Only these count: a status from 400 to 599 under a name that means a status, at the outermost level or in an envelope there
 * ({@code "response": {"status": 401}}); such a {@code code} at the outermost level beside a message; a filled {@code error} at the
 * outermost level. A word in somebody's text is no error, nor is a list of records of which one has the status 404.
 *
 * <p><b>Units, bounds</b> keeps 11 bytes of a name and 8 of a string.
 *
 * <p>Confined to the connection's event loop.
 */
final class ErrorMark {
    private static final Set<String> NO_ERROR = Set.of("0", "no", "none", "null", "ok", "off", "false", "n/a", "-");
    private static final int MAX_DEPTH = 2;
    private static final int MAX_NAME = ErrorNames.LONGEST;
    private static final int MAX_VALUE = 8;

    private final byte[] name = new byte[MAX_NAME];
    private final byte[] value = new byte[MAX_VALUE];
    private final boolean[] objects = new boolean[MAX_DEPTH + 1];
    private int nameLength;
    private int kinds;
    private int valueLength;
    private int depth;
    private boolean envelope;
    private boolean message;
    private @Nullable String opened;
    private @Nullable String status;
    private @Nullable String code;
    private @Nullable String error;

    void reset() {
        depth = 0;
        envelope = false;
        message = false;
        opened = null;
        status = null;
        code = null;
        error = null;
    }

    /** The member that says so, null where none does: a status before a code before an error. */
    @Nullable
    String text() {
        String coded = message ? code : null;
        return status != null ? status : coded != null ? coded : error;
    }

    void beginName() {
        nameLength = 0;
    }

    void name(byte b) {
        if (nameLength < MAX_NAME) {
            name[nameLength] = b;
        }
        nameLength++;
    }

    void name(byte[] bytes, int from, int to) {
        if (depth <= MAX_DEPTH) {
            keep(bytes, from, Math.min(to - from, MAX_NAME - nameLength), name, nameLength);
        }
        nameLength += to - from;
    }

    void endName() {
        kinds = depth <= MAX_DEPTH ? ErrorNames.kinds(name, nameLength) : 0;
    }

    void string(byte[] bytes, int from, int to) {
        if (depth == 1 || opened != null) {
            keep(bytes, from, Math.min(to - from, MAX_VALUE - valueLength), value, valueLength);
        }
        valueLength += to - from;
    }

    private static void keep(byte[] bytes, int from, int count, byte[] kept, int at) {
        if (count > 0) {
            System.arraycopy(bytes, from, kept, at, count);
        }
    }

    void beginString() {
        valueLength = 0;
    }

    void string(byte b) {
        if (valueLength < MAX_VALUE) {
            value[valueLength] = b;
        }
        valueLength++;
    }

    void endString() {
        if (valueLength == 0 || (opened == null && depth != 1)) {
            return;
        }
        message |= isNamed(ErrorNames.MESSAGE);
        if (mayBeError() && !isNone()) {
            filledError("");
        }
    }

    private boolean isNone() {
        return valueLength < MAX_VALUE
                && NO_ERROR.contains(
                        new String(value, 0, valueLength, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT));
    }

    /** A number; what is no whole one of three digits may be any other that is none. */
    void number(int number) {
        if (number < 400 || number > 599 || !isMember()) {
            return;
        }
        if (status == null && (depth == 1 || envelope) && isNamed(ErrorNames.STATUS)) {
            status = quoted() + ": " + number;
        } else if (depth == 1 && code == null && isNamed(ErrorNames.CODE)) {
            code = quoted() + ": " + number;
        } else if (depth == 1) {
            filledError(": " + number);
        }
    }

    void literal(boolean isTrue) {
        if (isTrue) {
            filledError("");
        }
    }

    /** A container opens. */
    void open(boolean object) {
        if (depth == 1) {
            opened = isNamed(ErrorNames.ERROR) ? quoted() : null;
            envelope = object && isNamed(ErrorNames.ENVELOPE);
        }
        depth++;
        if (depth <= MAX_DEPTH) {
            objects[depth] = object;
        }
    }

    /** The innermost container closes. */
    void close() {
        depth--;
        if (depth == 1) {
            opened = null;
            envelope = false;
        }
    }

    private void filledError(String suffix) {
        if (mayBeError()) {
            error = opened != null ? opened : quoted() + suffix;
        }
    }

    /** Whether a value that is filled makes this an error. */
    private boolean mayBeError() {
        return error == null && (opened != null || (depth == 1 && isNamed(ErrorNames.ERROR)));
    }

    /** Whether what comes is a member of an object near the top, so that the last name is its own. */
    private boolean isMember() {
        return depth > 0 && depth <= MAX_DEPTH && objects[depth];
    }

    private boolean isNamed(int kind) {
        return (kinds & kind) != 0 && isMember();
    }

    private String quoted() {
        return "\"" + new String(name, 0, nameLength, StandardCharsets.US_ASCII) + "\"";
    }
}
