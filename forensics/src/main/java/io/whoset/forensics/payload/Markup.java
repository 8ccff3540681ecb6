package io.whoset.forensics.payload;

import io.whoset.forensics.record.Format;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What readable text begins with: a web page, XML, a stack trace. Immutable. */
final class Markup {
    private static final List<String> HTML =
            List.of("<!doctype html", "<html", "<head", "<body", "<div", "<p>", "<span", "<table", "<ul", "<h1");
    private static final List<String> TRACES = List.of(
            "traceback (most recent call last)",
            "exception in thread ",
            "php fatal error:",
            "fatal error: ",
            "panic: runtime error",
            "java.lang.");

    private Markup() {}

    /** HTML or XML, null where it is neither. */
    static @Nullable Format of(byte[] head, int length) {
        String begin = begin(head, length);
        if (HTML.stream().anyMatch(begin::startsWith)) {
            return Format.HTML;
        }
        boolean element = begin.length() > 3
                && begin.charAt(0) == '<'
                && Character.isLetter(begin.charAt(1))
                && begin.indexOf('>') > 0;
        return begin.startsWith("<?xml") || element ? Format.XML : null;
    }

    /** The words of a stack trace with which a text begins, null where it begins otherwise. */
    static @Nullable String stackTrace(byte[] head, int length) {
        String begin = begin(head, length);
        return TRACES.stream().filter(begin::startsWith).findFirst().orElse(null);
    }

    private static String begin(byte[] head, int length) {
        return new String(head, 0, length, StandardCharsets.ISO_8859_1)
                .stripLeading()
                .toLowerCase(Locale.ROOT);
    }
}
