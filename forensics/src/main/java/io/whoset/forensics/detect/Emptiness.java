package io.whoset.forensics.detect;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import java.util.regex.Pattern;
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
    private static final long SAME = 5;
    private static final long ERROR = 16;
    /** One body under many keys. */
    static final Emptiness COMMON = new Emptiness(SAME, "the same body as under other keys");

    private static final long OUTAGE = 1L << 40;
    private static final Pattern OWN_FAULT = Pattern.compile("\\b4\\d\\d\\b");
    private static final int FEWEST_LEAVES = 3;
    private static final Emptiness NO_BYTES = new Emptiness(EMPTY, "no bytes");
    private static final Emptiness WEB_PAGE = new Emptiness(PAGE, "a web page");

    /** Whether a kind of loss is what servers show one after the other when what they all depend on goes down. */
    static boolean isOutage(long kind) {
        return kind == EMPTY || kind == PAGE || (kind & OUTAGE) != 0;
    }

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
            return new Emptiness(kind(mark), mark + nulls);
        }
        if (content.leaves() >= FEWEST_LEAVES && 2L * (content.nulls() + content.empties()) > content.leaves()) {
            return new Emptiness(
                    HOLLOW, content.nulls() + content.empties() + " of " + content.leaves() + " values null or empty");
        }
        return format == Format.HTML ? WEB_PAGE : null;
    }

    /** A server that may not ask, or asks wrongly, is alone with it; everything else may be the source's trouble. */
    private static long kind(String mark) {
        long kind = ERROR + (mark.hashCode() & 0xFFFFFFFFL);
        return OWN_FAULT.matcher(mark).find() ? kind : kind | OUTAGE;
    }
}
