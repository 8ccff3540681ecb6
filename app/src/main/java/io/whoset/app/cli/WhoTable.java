package io.whoset.app.cli;

import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.Oddity;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes as a table: one line each, and below it why a write is not clean; as wide as the terminal. Main thread only. */
final class WhoTable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final List<String> HEAD = List.of(
            "TIME", "WRITER", "PEER", "PROCESS", "CMD", "KEY", "OUTCOME", "BYTES", "DIGEST", "VERDICT", "PREVIEW");
    private static final int PEER = HEAD.indexOf("PEER");
    private static final int PROCESS = HEAD.indexOf("PROCESS");
    private static final int KEY = HEAD.indexOf("KEY");
    private static final int VERDICT = HEAD.indexOf("VERDICT");
    private static final int PREVIEW = HEAD.indexOf("PREVIEW");
    private static final int DIGEST_CHARS = 12;
    private static final int PIPED_PREVIEW_CHARS = 48;
    private static final int MIN_PREVIEW_CHARS = 8;
    private static final int MIN_KEY_CHARS = 16;
    private static final int[] WIDTHS_OF_A_STREAM = {24, 15, 0, 0, 6, 32, 10, 6, 12, 7, PIPED_PREVIEW_CHARS};

    private final Terminal terminal;
    private final boolean withKey;

    /** A table for a terminal; with the column of the key where there can be several. */
    WhoTable(Terminal terminal, boolean withKey) {
        this.terminal = terminal;
        this.withKey = withKey;
    }

    void print(List<WriteRow> writes, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        writes.forEach(write -> rows.add(cells(write)));
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        widths[PEER] = writes.stream().allMatch(WhoTable::isItsAddress) ? 0 : widths[PEER];
        widths[PROCESS] = writes.stream().allMatch(write -> write.process() == null) ? 0 : widths[PROCESS];
        fit(widths);
        out.println(line(HEAD, widths, "clean"));
        for (int row = 0; row < writes.size(); row++) {
            out.println(line(rows.get(row + 1), widths, writes.get(row).verdict()));
            printWhy(writes.get(row), out);
        }
    }

    /** One write of a stream whose other writes are not known yet: columns of usual widths. */
    void printNext(WriteRow write, PrintWriter out) {
        int[] widths = WIDTHS_OF_A_STREAM.clone();
        fit(widths);
        out.println(line(cells(write), widths, write.verdict()));
        printWhy(write, out);
        out.flush();
    }

    private static void printWhy(WriteRow write, PrintWriter out) {
        for (Oddity finding : write.findings()) {
            out.println("    " + finding.rule() + ": " + finding.why());
        }
    }

    /** Whether the writer's name says as much as the peer does. */
    private static boolean isItsAddress(WriteRow write) {
        return write.peer().startsWith(write.writer()) || write.peer().startsWith("[" + write.writer());
    }

    /** The preview takes what the other columns leave; where that is too little, the process goes, then long keys give way. */
    private void fit(int[] widths) {
        widths[KEY] = withKey ? widths[KEY] : 0;
        if (terminal.columns() == Terminal.ENDLESS) {
            widths[PREVIEW] = Math.min(widths[PREVIEW], PIPED_PREVIEW_CHARS);
            return;
        }
        int preview = Math.min(widths[PREVIEW], MIN_PREVIEW_CHARS);
        widths[PROCESS] = others(widths) + preview > terminal.columns() ? 0 : widths[PROCESS];
        int tooMuch = others(widths) + preview - terminal.columns();
        widths[KEY] = Math.max(Math.min(widths[KEY], MIN_KEY_CHARS), widths[KEY] - Math.max(0, tooMuch));
        widths[PREVIEW] = Math.min(widths[PREVIEW], Math.max(preview, terminal.columns() - others(widths)));
    }

    private static int others(int[] widths) {
        return Arrays.stream(widths, 0, PREVIEW)
                .filter(width -> width > 0)
                .map(width -> width + 2)
                .sum();
    }

    private static List<String> cells(WriteRow write) {
        return List.of(
                TIME.format(Instant.EPOCH.plus(write.tsMicros(), ChronoUnit.MICROS)),
                write.writer(),
                write.peer(),
                orDash(write.process()).replaceAll("\\p{Cntrl}", "?"),
                write.cmd(),
                orDash(write.key()),
                orDash(write.outcome()),
                write.bytes() == null ? "-" : write.bytes().toString(),
                write.isWithheld() ? "(withheld)" : digest(write.digest()),
                write.verdict(),
                write.preview() == null ? "-" : write.preview().replaceAll("\\p{Cntrl}", " "));
    }

    private static String digest(@Nullable String digest) {
        return digest == null ? "-" : digest.substring(digest.indexOf(':') + 1).substring(0, DIGEST_CHARS);
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }

    private String line(List<String> cells, int[] widths, String verdict) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            if (widths[column] > 0) {
                boolean mayBeCut = column == PREVIEW || (column == KEY && terminal.columns() != Terminal.ENDLESS);
                String text = mayBeCut ? cut(cells.get(column), widths[column]) : cells.get(column);
                line.append(column == 0 ? "" : "  ")
                        .append(column == VERDICT ? terminal.colour(verdict, text) : text)
                        .append(column == PREVIEW ? "" : " ".repeat(Math.max(0, widths[column] - text.length())));
            }
        }
        return line.toString();
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
