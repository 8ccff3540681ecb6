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

    private static final int BYTES = HEAD.indexOf("BYTES");
    private static final int DIGEST = HEAD.indexOf("DIGEST");
    private static final int PIPED_PREVIEW_CHARS = 48;
    private static final int MIN_PREVIEW_CHARS = 8;
    private static final int MIN_KEY_CHARS = 16;
    private static final int GAP = 2;
    private static final int[] OF_A_STREAM = {24, 15, 0, 0, 6, 32, 10, 6, 12, 7, PIPED_PREVIEW_CHARS};

    private final int[] widths;
    private final int columns;

    private WhoColumns(int[] widths, int columns) {
        this.widths = widths;
        this.columns = columns;
    }

    /** Usual widths, where the other lines are not known yet. */
    static int[] ofAStream(int columns) {
        int[] widths = OF_A_STREAM.clone();
        fit(widths, columns);
        return widths;
    }

    /**
     * Makes of the characters that each column would like what is shown of it; 0 for a column that is left out. First the preview becomes short and the process
     * goes, last the digest; who, when, what and the verdict stay.
     */
    static void fit(int[] widths, int columns) {
        if (columns == Terminal.ENDLESS) {
            widths[PREVIEW] = Math.min(widths[PREVIEW], PIPED_PREVIEW_CHARS);
        } else {
            new WhoColumns(widths, columns).narrow();
        }
    }

    private void narrow() {
        int preview = widths[PREVIEW];
        shrink(PREVIEW, MIN_PREVIEW_CHARS);
        shrink(PROCESS, 0);
        shrink(KEY, Math.max(MIN_KEY_CHARS, widths[KEY] - tooMuch()));
        shrink(BYTES, 0);
        shrink(TIME, SHORT_TIME_CHARS);
        shrink(PREVIEW, 0);
        shrink(PEER, 0);
        shrink(DIGEST, 0);
        if (widths[PREVIEW] > 0) {
            widths[PREVIEW] = Math.min(preview, widths[PREVIEW] - tooMuch());
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
