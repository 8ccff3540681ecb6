package io.whoset.forensics.payload;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the member of a JSON object that says that the object is an error: {@code "status": 401}.
 *
 * <p>Only members of the outermost two levels count, and of those only a status from 400 to 599 under a name that means a status, or a
 * filled {@code error} at the outermost level: a word in somebody's text is no error.
 *
 * <p><b>Units, bounds</b> keeps 16 bytes of a name and 4 of a number.
 *
 * <p>Confined to the connection's event loop.
 */
final class ErrorMark {
    private static final Set<String> STATUS_NAMES =
            Set.of("status", "code", "statuscode", "status_code", "httpstatus", "http_status");
    private static final Set<String> ERROR_NAMES = Set.of("error", "errors", "exception");
    private static final int MAX_DEPTH = 2;
    private static final int MAX_NAME = 16;

    private final byte[] name = new byte[MAX_NAME];
    private int nameLength;
    private int number;
    private int numberLength;
    private boolean plain;
    private int errorOpenedAt;
    private @Nullable String text;

    void reset() {
        text = null;
        errorOpenedAt = 0;
        nameLength = 0;
    }

    /** The member that says so, null where none does. */
    @Nullable
    String text() {
        return text;
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

    void beginNumber(byte first) {
        number = 0;
        numberLength = 0;
        plain = true;
        number(first);
    }

    void number(byte b) {
        plain &= b >= '0' && b <= '9' && numberLength < 4;
        number = plain ? number * 10 + (b - '0') : -1;
        numberLength++;
    }

    void endNumber(int depth) {
        if (text == null && plain && number >= 400 && number <= 599 && isStatus(depth)) {
            text = "\"" + nameText() + "\": " + number;
        }
    }

    void string(int depth, boolean filled) {
        if (filled) {
            filledError(depth);
        }
    }

    void literal(int depth, boolean isTrue) {
        if (isTrue) {
            filledError(depth);
        }
    }

    /** A container opened, the depth is now this. */
    void open(int depth) {
        if (depth == MAX_DEPTH && isNamed(ERROR_NAMES)) {
            errorOpenedAt = depth;
        }
    }

    /** A container closed, the depth is now this. */
    void close(int depth) {
        if (errorOpenedAt == depth + 1) {
            errorOpenedAt = 0;
        }
    }

    private void filledError(int depth) {
        if (text == null && (errorOpenedAt > 0 || (depth == 1 && isNamed(ERROR_NAMES)))) {
            text = "\"" + (errorOpenedAt > 0 ? "error" : nameText()) + "\"";
        }
    }

    /** A {@code code} further inside is too often something else: an order's, an area's. */
    private boolean isStatus(int depth) {
        return (depth == 1 && isNamed(STATUS_NAMES)) || (depth == MAX_DEPTH && isNamed(Set.of("status")));
    }

    private boolean isNamed(Set<String> names) {
        return mayBeNamed() && names.contains(nameText().toLowerCase(java.util.Locale.ROOT));
    }

    /** A look at the first letter spares the text of nearly every name. */
    private boolean mayBeNamed() {
        int first = nameLength >= 4 && nameLength <= MAX_NAME ? name[0] | 0x20 : 0;
        return first == 'e' || first == 's' || first == 'c' || first == 'h';
    }

    private String nameText() {
        return new String(name, 0, Math.min(nameLength, MAX_NAME), StandardCharsets.US_ASCII);
    }
}
