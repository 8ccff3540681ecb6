package io.whoset.forensics.detect;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import org.jspecify.annotations.Nullable;

/**
 * What a payload lacks: it is broken, an error, empty, or mostly nulls.
 *
 * <p>Immutable.
 *
 * @param kind one number for each kind of loss, equal for equal kinds; never 0
 * @param text for a person, e.g. {@code "status": 401, 8 of 9 values null}
 */
record Emptiness(long kind, String text) {
    private static final long BROKEN = 1;
    private static final long EMPTY = 2;
    private static final long HOLLOW = 3;
    private static final long PAGE = 4;
    private static final long ERROR = 16;
    private static final int FEWEST_LEAVES = 3;
    private static final Emptiness NO_BYTES = new Emptiness(EMPTY, "no bytes");
    private static final Emptiness WEB_PAGE = new Emptiness(PAGE, "a web page");

    /** What a payload lacks, null where nothing. */
    static @Nullable Emptiness of(long bytes, Format format, Content content) {
        if (bytes == 0) {
            return NO_BYTES;
        }
        if (content.broken()) {
            return new Emptiness(BROKEN, "does not parse as " + format.word() + ", " + bytes + " bytes");
        }
        String mark = content.errorMark();
        if (mark != null) {
            String nulls =
                    content.nulls() == 0 ? "" : ", " + content.nulls() + " of " + content.leaves() + " values null";
            return new Emptiness(ERROR + (mark.hashCode() & 0xFFFFFFFFL), mark + nulls);
        }
        if (content.leaves() >= FEWEST_LEAVES && 2L * (content.nulls() + content.empties()) > content.leaves()) {
            return new Emptiness(
                    HOLLOW, content.nulls() + content.empties() + " of " + content.leaves() + " values null or empty");
        }
        return format == Format.HTML ? WEB_PAGE : null;
    }
}
