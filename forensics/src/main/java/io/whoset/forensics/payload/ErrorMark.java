package io.whoset.forensics.payload;

import java.nio.ByteBuffer;
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
 * <p><b>Units, bounds</b> keeps 16 bytes of a name, 8 of a string and 4 digits of a number.
 *
 * <p>Confined to the connection's event loop.
 */
final class ErrorMark {
    private static final Set<String> STATUS_NAMES =
            Set.of("status", "statuscode", "status_code", "httpstatus", "http_status", "httpcode", "http_code");
    private static final Set<String> CODE_NAMES = Set.of("code");
    private static final Set<String> ERROR_NAMES = Set.of("error", "errors", "exception");
    private static final Set<String> MESSAGE_NAMES = Set.of("message", "msg", "reason", "detail", "error");
    private static final Set<String> ENVELOPES = Set.of("response", "result", "meta", "error", "header", "data");
    private static final Set<String> NO_ERROR = Set.of("0", "no", "none", "null", "ok", "off", "false", "n/a", "-");
    private static final int MAX_DEPTH = 2;
    private static final int MAX_NAME = 16;
    private static final int MAX_VALUE = 8;

    private final byte[] name = new byte[MAX_NAME];
    private final byte[] value = new byte[MAX_VALUE];
    private final boolean[] objects = new boolean[MAX_DEPTH + 1];
    private int nameLength;
    private int valueLength;
    private int number;
    private int digits;
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

    void name(ByteBuffer piece, int from, int to) {
        if (depth <= MAX_DEPTH) {
            keep(piece, from, Math.min(to - from, MAX_NAME - nameLength), name, nameLength);
        }
        nameLength += to - from;
    }

    void string(ByteBuffer piece, int from, int to) {
        if (depth == 1 || opened != null) {
            keep(piece, from, Math.min(to - from, MAX_VALUE - valueLength), value, valueLength);
        }
        valueLength += to - from;
    }

    private static void keep(ByteBuffer piece, int from, int count, byte[] kept, int at) {
        if (count > 0) {
            piece.get(from, kept, at, count);
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
        message |= isMember() && isNamed(MESSAGE_NAMES);
        if (!isNone()) {
            filledError("");
        }
    }

    private boolean isNone() {
        return valueLength < MAX_VALUE
                && NO_ERROR.contains(
                        new String(value, 0, valueLength, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT));
    }

    void beginNumber() {
        number = 0;
        digits = 0;
    }

    void number(byte b) {
        digits++;
        number = digits <= 3 && number >= 0 && b >= '0' && b <= '9' ? number * 10 + (b - '0') : -1;
    }

    void endNumber() {
        if (number < 400 || number > 599 || !isMember()) {
            return;
        }
        if (status == null && (depth == 1 || envelope) && isNamed(STATUS_NAMES)) {
            status = quoted() + ": " + number;
        } else if (depth == 1 && code == null && isNamed(CODE_NAMES)) {
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
            boolean member = isMember();
            opened = member && isNamed(ERROR_NAMES) ? quoted() : null;
            envelope = member && object && isNamed(ENVELOPES);
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
        if (error != null) {
            return;
        }
        if (opened != null) {
            error = opened;
        } else if (depth == 1 && isMember() && isNamed(ERROR_NAMES)) {
            error = quoted() + suffix;
        }
    }

    /** Whether what comes is a member of an object near the top, so that the last name is its own. */
    private boolean isMember() {
        return depth > 0 && depth <= MAX_DEPTH && objects[depth];
    }

    private boolean isNamed(Set<String> names) {
        return mayBeNamed() && names.contains(nameText().toLowerCase(Locale.ROOT));
    }

    /** A look at the first letter spares the text of most names. */
    private boolean mayBeNamed() {
        return nameLength >= 3 && nameLength <= MAX_NAME && "schemrd".indexOf(name[0] | 0x20) >= 0;
    }

    private String quoted() {
        return "\"" + nameText() + "\"";
    }

    private String nameText() {
        return new String(name, 0, Math.min(nameLength, MAX_NAME), StandardCharsets.US_ASCII);
    }
}
