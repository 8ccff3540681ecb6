package io.whoset.app.cli;

import java.util.Arrays;
import java.util.List;

/** The columns of {@link WhoTable} and what of them a narrow terminal keeps. */
final class WhoColumns {
    static final List<String> HEAD = List.of(
            "TIME", "WRITER", "PEER", "PROCESS", "CMD", "KEY", "OUTCOME", "BYTES", "DIGEST", "VERDICT", "PREVIEW");
    static final int TIME = HEAD.indexOf("TIME");
    static final int PEER = HEAD.indexOf("PEER");
    static final int PROCESS = HEAD.indexOf("PROCESS");
    static final int KEY = HEAD.indexOf("KEY");
    static final int VERDICT = HEAD.indexOf("VERDICT");
    static final int PREVIEW = HEAD.indexOf("PREVIEW");
    /** A time of month, day and seconds. */
    static final int SHORT_TIME_CHARS = 15;

    private static final int WRITER = HEAD.indexOf("WRITER");
    private static final int CMD = HEAD.indexOf("CMD");
    private static final int OUTCOME = HEAD.indexOf("OUTCOME");
    private static final int BYTES = HEAD.indexOf("BYTES");
    private static final int DIGEST = HEAD.indexOf("DIGEST");
    private static final int PIPED_PREVIEW_CHARS = 48;
    private static final int MIN_PREVIEW_CHARS = 8;
    private static final int MIN_KEY_CHARS = 16;
    private static final int SHORT_KEY_CHARS = 10;
    private static final int MIN_PROCESS_CHARS = 12;
    private static final int SHORT_PROCESS_CHARS = 8;
    private static final int STREAM_PROCESS_CHARS = 16;
    private static final int GAP = 2;
    private static final int[] OF_A_STREAM = {24, 15, 0, 0, 6, 32, 10, 6, 12, 7, PIPED_PREVIEW_CHARS};

    private final int[] widths;
    private final int columns;

    private WhoColumns(int[] widths, int columns) {
        this.widths = widths;
        this.columns = columns;
    }

    /**
     * Usual widths, where the lines to come are not known yet; where these leave no room for a process, some columns are as wide as the lines so far need.
     *
     * @param shown the most characters that lines so far had in each column; 0 for the process where none had one
     */
    static int[] ofAStream(int columns, int[] shown) {
        int[] usual = OF_A_STREAM.clone();
        usual[PROCESS] = shown[PROCESS] == 0 ? 0 : STREAM_PROCESS_CHARS;
        int[] widths = usual.clone();
        fit(widths, columns);
        if (usual[PROCESS] == 0 || widths[PROCESS] > 0) {
            return widths;
        }
        for (int column : List.of(WRITER, PROCESS, CMD, OUTCOME)) {
            usual[column] = Math.min(usual[column], shown[column]);
        }
        fit(usual, columns);
        return usual;
    }

    /**
     * Makes of the characters that each column would like what is shown of it; 0 for a column that is left out. First the preview becomes short, later the
     * digest goes, last the process; who, when, what and the verdict stay.
     */
    static void fit(int[] widths, int columns) {
        if (columns == Terminal.ENDLESS) {
            widths[PREVIEW] = Math.min(widths[PREVIEW], PIPED_PREVIEW_CHARS);
        } else {
            new WhoColumns(widths, columns).narrow();
        }
    }

    private void narrow() {
        int[] wanted = widths.clone();
        shrinkAll();
        if (tooMuch() > 0 && wanted[PROCESS] > 0) {
            System.arraycopy(wanted, 0, widths, 0, widths.length);
            widths[PROCESS] = 0;
            shrinkAll();
        }
        grow(PROCESS, wanted[PROCESS]);
        grow(PREVIEW, wanted[PREVIEW]);
    }

    private void shrinkAll() {
        shrink(PREVIEW, MIN_PREVIEW_CHARS);
        squeeze(KEY, MIN_KEY_CHARS);
        shrink(BYTES, 0);
        shrink(TIME, SHORT_TIME_CHARS);
        shrink(PREVIEW, 0);
        shrink(PEER, 0);
        squeeze(PROCESS, MIN_PROCESS_CHARS);
        shrink(DIGEST, 0);
        if (widths[PROCESS] > 0) {
            squeeze(KEY, SHORT_KEY_CHARS);
            squeeze(PROCESS, SHORT_PROCESS_CHARS);
        }
    }

    /** Takes from a column what is too much, but leaves so many characters. */
    private void squeeze(int column, int least) {
        shrink(column, Math.max(least, widths[column] - tooMuch()));
    }

    /** Gives a column that was not left out what is free. */
    private void grow(int column, int wanted) {
        if (widths[column] > 0 && tooMuch() < 0) {
            widths[column] = Math.min(wanted, widths[column] - tooMuch());
        }
    }

    private void shrink(int column, int to) {
        if (tooMuch() > 0) {
            widths[column] = Math.min(widths[column], to);
        }
    }

    /** Characters over the terminal's width; below 0 where some are free. */
    private int tooMuch() {
        return Arrays.stream(widths)
                        .filter(width -> width > 0)
                        .map(width -> width + GAP)
                        .sum()
                - GAP
                - columns;
    }
}
