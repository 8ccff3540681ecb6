package io.whoset.forensics.payload;

import io.whoset.forensics.record.Format;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says that a text or a web page is an error and not a value: a stack trace, the whole of {@code 502 Bad Gateway}, a page with that title.
 *
 * <p>Only how the payload begins counts: a person may write about errors.
 *
 * <p><b>Units, bounds</b> looks at the first 256 bytes; a text is at most 64 characters.
 *
 * <p>Immutable.
 */
final class ErrorText {
    private static final int MAX_TEXT = 64;
    private static final String STATUS =
            "(?:4\\d\\d|5\\d\\d) (?:bad request|unauthorized|authorization required|forbidden"
                    + "|not found|not allowed|method not allowed|request time-?out|payload too large|request entity too large"
                    + "|too many requests|internal server error|not implemented|bad gateway|service unavailable"
                    + "|service temporarily unavailable|gateway time-?out)";
    private static final Pattern WHOLE = Pattern.compile("(?:http/[12](?:\\.[01])? )?(" + STATUS + ")\\.?");
    private static final Pattern TITLE = Pattern.compile("<title>\\s*(?:error:? )?(" + STATUS
            + "|internal server error|bad gateway|service unavailable|gateway time-?out)\\b");
    private static final Pattern JVM = Pattern.compile(
            "(?:[A-Za-z_$][\\w$]{0,40}\\.){1,8}[A-Z][\\w$]{0,60}(?:Exception|Error)(?=: |\\r?\\n\\s+at )");
    private static final List<String> TRACES = List.of(
            "traceback (most recent call last):",
            "exception in thread \"",
            "php fatal error:",
            "fatal error: uncaught ",
            "<br />\n<b>fatal error</b>:",
            "<b>fatal error</b>:",
            "panic: runtime error:");

    private ErrorText() {}

    /** What says so in a text or a web page with this beginning; null where nothing does. */
    static @Nullable String in(Head head, Format format) {
        String begin = head.text();
        for (String trace : TRACES) {
            if (begin.regionMatches(true, 0, trace, 0, trace.length())) {
                return trace.replaceAll("<[^>]*>|\\n", "");
            }
        }
        if (format == Format.HTML) {
            Matcher title = TITLE.matcher(begin.toLowerCase(Locale.ROOT));
            return title.find() ? bounded(title.group(1)) : null;
        }
        if (head.bytes() <= MAX_TEXT) {
            Matcher whole = WHOLE.matcher(begin.toLowerCase(Locale.ROOT).strip());
            return whole.matches() ? bounded(whole.group(1)) : null;
        }
        // spares most texts a matcher
        if (!begin.contains("Exception") && !begin.contains("Error")) {
            return null;
        }
        Matcher thrown = JVM.matcher(begin);
        return thrown.lookingAt() ? bounded(thrown.group()) : null;
    }

    private static String bounded(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
