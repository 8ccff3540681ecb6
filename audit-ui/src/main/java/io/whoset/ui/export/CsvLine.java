package io.whoset.ui.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a CSV file.
 *
 * <p><b>Shape</b> {@code "web-07","set","user:42"\r\n}: every field in quotes. A text that a spreadsheet would take for a formula, as keys and payloads
 * come from whoever writes, gets an apostrophe before it.
 *
 * <p><b>Source</b> RFC 4180; OWASP, "CSV Injection".
 *
 * <p>Immutable.
 */
final class CsvLine {
    private static final String FORMULA = "=+-@\t\r\n";

    private CsvLine() {}

    static String of(List<? extends @Nullable Object> fields) {
        StringBuilder line = new StringBuilder();
        for (Object field : fields) {
            line.append(line.isEmpty() ? "\"" : ",\"").append(text(field)).append('"');
        }
        return line.append("\r\n").toString();
    }

    private static String text(@Nullable Object field) {
        if (field == null) {
            return "";
        }
        String text = field.toString();
        boolean formula = !(field instanceof Number) && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return (formula ? "'" : "") + text.replace("\"", "\"\"");
    }
}
