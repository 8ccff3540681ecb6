package io.whoset.ui.http;

import com.linecorp.armeria.common.QueryParams;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one request, read strictly: what is not understood is refused, never ignored.
 *
 * <p>Immutable.
 *
 * <p><b>Errors</b> {@link ApiError} 400 {@code bad-parameter}, naming the parameter.
 */
public final class Query {
    private static final int MAX_CHARS = 4096;
    private static final long MICROS = 1_000_000;

    private final QueryParams params;

    /** Reads parameters of which only these names are known. */
    public Query(QueryParams params, String... known) {
        List<String> names = Arrays.asList(known);
        for (String name : params.names()) {
            if (!names.contains(name)) {
                throw ApiError.badParameter(
                        name, "this name", names.isEmpty() ? "no parameters" : "one of " + String.join(", ", names));
            }
        }
        this.params = params;
    }

    /** A text, null where it is absent or empty. */
    public @Nullable String text(String name) {
        String value = params.get(name);
        if (value != null && value.length() > MAX_CHARS) {
            throw ApiError.badParameter(name, value, "at most " + MAX_CHARS + " characters");
        }
        return value == null || value.isEmpty() ? null : value;
    }

    /** A text of this form. */
    public @Nullable String text(String name, Pattern form, String expected) {
        String value = text(name);
        if (value != null && !form.matcher(value).matches()) {
            throw ApiError.badParameter(name, value, expected);
        }
        return value;
    }

    /** A whole number between these, or the one to take where it is absent. */
    public int number(String name, int min, int max, int absent) {
        String value = text(name);
        if (value == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw ApiError.badParameter(name, value, min + " to " + max);
        }
        throw ApiError.badParameter(name, value, min + " to " + max);
    }

    /** A moment as microseconds since 1970 UTC, null where it is absent. */
    public @Nullable Long micros(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(value);
            return Math.addExact(
                    Math.multiplyExact(time.toEpochSecond(), MICROS), time.get(ChronoField.MICRO_OF_SECOND));
        } catch (DateTimeException | ArithmeticException e) {
            throw ApiError.badParameter(name, value, "a time such as 2026-01-31T12:00:00Z");
        }
    }
}
