package io.whoset.app.cli;

import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.Oddity;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes as a table: one line each, and below it why a write is not clean. Immutable. */
final class WhoTable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String[] HEAD = {"TIME", "WRITER", "CMD", "OUTCOME", "BYTES", "DIGEST", "VERDICT", "PREVIEW"};
    private static final int DIGEST_CHARS = 12;
    private static final int PREVIEW_CHARS = 48;

    private WhoTable() {}

    static void print(List<WriteRow> writes, PrintWriter out) {
        List<String[]> rows = new ArrayList<>();
        rows.add(HEAD);
        writes.forEach(write -> rows.add(cells(write)));
        int[] widths = new int[HEAD.length];
        for (String[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        out.println(line(rows.get(0), widths));
        for (int row = 1; row < rows.size(); row++) {
            out.println(line(rows.get(row), widths));
            for (Oddity finding : writes.get(row - 1).findings()) {
                out.println("    " + finding.rule() + ": " + finding.why());
            }
        }
    }

    private static String[] cells(WriteRow write) {
        return new String[] {
            TIME.format(Instant.ofEpochSecond(write.tsMicros() / 1_000_000, write.tsMicros() % 1_000_000 * 1000)),
            write.writer(),
            write.cmd(),
            orDash(write.outcome()),
            write.bytes() == null ? "-" : write.bytes().toString(),
            digest(write.digest()),
            write.verdict(),
            preview(write.preview())
        };
    }

    private static String digest(@Nullable String digest) {
        return digest == null ? "-" : digest.substring(digest.indexOf(':') + 1).substring(0, DIGEST_CHARS);
    }

    private static String preview(@Nullable String preview) {
        if (preview == null) {
            return "-";
        }
        String line = preview.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= PREVIEW_CHARS ? line : line.substring(0, PREVIEW_CHARS) + "…";
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }

    private static String line(String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.length; column++) {
            line.append(column == 0 ? "" : "  ").append(cells[column]);
            if (column < cells.length - 1) {
                line.append(" ".repeat(widths[column] - cells[column].length()));
            }
        }
        return line.toString();
    }
}
