package io.whoset.app.cli;

import static io.whoset.app.cli.WhoColumns.HEAD;
import static io.whoset.app.cli.WhoColumns.KEY;
import static io.whoset.app.cli.WhoColumns.PEER;
import static io.whoset.app.cli.WhoColumns.PREVIEW;
import static io.whoset.app.cli.WhoColumns.PROCESS;
import static io.whoset.app.cli.WhoColumns.SHORT_TIME_CHARS;
import static io.whoset.app.cli.WhoColumns.TIME;
import static io.whoset.app.cli.WhoColumns.VERDICT;

import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.Oddity;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes as a table: one line each, and below it why a write is not clean; as wide as the terminal. Main thread only. */
final class WhoTable {
    private static final DateTimeFormatter FULL_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int DIGEST_CHARS = 12;
    private static final String INDENT = " ".repeat(4);

    private final Terminal terminal;
    private final boolean withKey;
    private final int[] shown = new int[HEAD.size()];

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
        widths[KEY] = withKey ? widths[KEY] : 0;
        WhoColumns.fit(widths, terminal.columns());
        out.println(line(HEAD, widths, "clean"));
        for (int row = 0; row < writes.size(); row++) {
            out.println(line(rows.get(row + 1), widths, writes.get(row).verdict()));
            printWhy(writes.get(row), out);
        }
    }

    /** Writes of a stream that will be printed: from here on it has the column of the process where one of them has a process. */
    void expect(List<WriteRow> writes) {
        for (WriteRow write : writes) {
            List<String> cells = cells(write);
            for (int column = 0; column < shown.length; column++) {
                boolean isEmpty = column == PROCESS && write.process() == null;
                shown[column] =
                        Math.max(shown[column], isEmpty ? 0 : cells.get(column).length());
            }
        }
    }

    /** One write of a stream whose other writes are not known yet. */
    void printNext(WriteRow write, PrintWriter out) {
        expect(List.of(write));
        out.println(line(cells(write), WhoColumns.ofAStream(terminal.columns(), shown), write.verdict()));
        printWhy(write, out);
        out.flush();
    }

    private void printWhy(WriteRow write, PrintWriter out) {
        for (Oddity finding : write.findings()) {
            String why = finding.rule() + ": " + finding.why();
            String indent = INDENT;
            while (indent.length() + why.length() > terminal.columns()) {
                int end = why.lastIndexOf(' ', terminal.columns() - indent.length());
                if (end <= 0) {
                    break;
                }
                out.println(indent + why.substring(0, end));
                why = why.substring(end + 1);
                indent = INDENT + INDENT;
            }
            out.println(indent + why);
        }
    }

    /** Whether the writer's name says as much as the peer does. */
    private static boolean isItsAddress(WriteRow write) {
        return write.peer().startsWith(write.writer()) || write.peer().startsWith("[" + write.writer());
    }

    private static List<String> cells(WriteRow write) {
        return List.of(
                FULL_TIME.format(Instant.EPOCH.plus(write.tsMicros(), ChronoUnit.MICROS)),
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
                boolean isCutOnTerminals = column == KEY || column == PROCESS;
                boolean mayBeCut = column == PREVIEW || (isCutOnTerminals && terminal.columns() != Terminal.ENDLESS);
                String text = mayBeCut ? cut(cells.get(column), widths[column]) : cells.get(column);
                text = column == TIME && widths[column] == SHORT_TIME_CHARS ? shortTime(text) : text;
                line.append(column == 0 ? "" : "  ")
                        .append(column == VERDICT ? terminal.colour(verdict, text) : text)
                        .append(column == PREVIEW ? "" : " ".repeat(Math.max(0, widths[column] - text.length())));
            }
        }
        return line.toString();
    }

    /** Month, day and seconds of a whole time; the column's name stays. */
    private static String shortTime(String time) {
        int end = time.indexOf('.');
        return end < 0 ? time : time.substring("yyyy-".length(), end) + "Z";
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
