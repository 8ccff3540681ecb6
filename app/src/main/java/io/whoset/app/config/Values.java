package io.whoset.app.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads values with units out of a section: a value out of bounds is a problem of that section, and the default stands in so that
 * the reader goes on to the next problem.
 *
 * <p>Main thread only.
 */
public final class Values {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*([kmg]i?b|b)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private Values() {}

    static int integer(YamlSection section, String key, int min, int max, int fallback) {
        String text = section.text(key);
        if (text == null) {
            return fallback;
        }
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max) {
            return Integer.parseInt(text);
        }
        section.problem(key, saw(text) + "a number from " + min + " to " + max);
        return fallback;
    }

    static boolean bool(YamlSection section, String key, boolean fallback) {
        String text = section.text(key);
        if (text == null || text.equals("true") || text.equals("false")) {
            return text == null ? fallback : Boolean.parseBoolean(text);
        }
        section.problem(key, saw(text) + "true or false");
        return fallback;
    }

    static <E extends Enum<E>> E word(YamlSection section, String key, Class<E> type, E fallback) {
        String text = section.text(key);
        if (text == null) {
            return fallback;
        }
        StringBuilder words = new StringBuilder();
        for (E value : type.getEnumConstants()) {
            String word = value.name().toLowerCase(Locale.ROOT);
            if (word.equals(text)) {
                return value;
            }
            words.append(words.length() == 0 ? "" : " or ").append(word);
        }
        section.problem(key, saw(text) + words);
        return fallback;
    }

    static long size(YamlSection section, String key, long min, long max, long fallback) {
        String text = section.text(key);
        Long bytes = text == null ? null : parseSize(text);
        if (text == null || (bytes != null && bytes >= min && bytes <= max)) {
            return bytes == null ? fallback : bytes;
        }
        section.problem(key, saw(text) + "a size from " + min + " to " + max + " bytes, such as 256MiB");
        return fallback;
    }

    static Duration time(YamlSection section, String key, Duration min, Duration max, Duration fallback) {
        String text = section.text(key);
        Duration time = text == null ? null : parseTime(text);
        if (text == null || (time != null && time.compareTo(min) >= 0 && time.compareTo(max) <= 0)) {
            return time == null ? fallback : time;
        }
        section.problem(key, saw(text) + "a time from " + show(min) + " to " + show(max) + ", such as 30s, 10m, 24h");
        return fallback;
    }

    /** A number of bytes: {@code 4096}, {@code 64KiB}, {@code 256MiB}, {@code 1GiB}; null where the text is none. */
    static @Nullable Long parseSize(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String unit = matcher.group(2) == null ? "b" : matcher.group(2).toLowerCase(Locale.ROOT);
        int shift = switch (unit.charAt(0)) {
            case 'k' -> 10;
            case 'm' -> 20;
            case 'g' -> 30;
            default -> 0;
        };
        long count = Long.parseLong(matcher.group(1));
        return count <= Long.MAX_VALUE >> shift ? count << shift : null;
    }

    /** A time: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 24h}, {@code 7d}; null where the text is none. */
    public static @Nullable Duration parseTime(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static String show(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    static String saw(String text) {
        return "saw \"" + text + "\", expected ";
    }
}
