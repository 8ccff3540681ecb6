package io.whoset.forensics.record;

import org.jspecify.annotations.Nullable;

/**
 * What was learnt about a payload's content while it streamed by: the ground of the rules that look at one write.
 *
 * <p><b>Units, bounds</b> counts of leaves saturate at {@code Integer.MAX_VALUE}; texts are at most 64 characters.
 *
 * <p>Immutable.
 *
 * @param shape fingerprint of the structure, for JSON its paths and value types; null where the format has none
 * @param broken the structure does not parse: truncated, unbalanced
 * @param leaves values of a structured payload: strings, numbers, booleans, nulls, empty arrays and objects
 * @param nulls those of them that are null
 * @param empties those of them that are an empty string, array or object
 * @param errorMark what says that the payload is an error rather than a value, e.g. {@code "status": 401}; null where nothing does
 * @param danger what in a serialized object runs code when it is loaded; null where nothing known does
 * @param members its values, path by path; null where they are not known to the last
 */
public record Content(
        @Nullable String shape,
        boolean broken,
        int leaves,
        int nulls,
        int empties,
        @Nullable String errorMark,
        @Nullable String danger,
        @Nullable Members members) {
    /** Content without a known danger. */
    public Content(
            @Nullable String shape, boolean broken, int leaves, int nulls, int empties, @Nullable String errorMark) {
        this(shape, broken, leaves, nulls, empties, errorMark, null, null);
    }

    /** The same, with a danger. */
    public Content danger(@Nullable String found) {
        return found == null ? this : new Content(shape, broken, leaves, nulls, empties, errorMark, found, members);
    }

    /** The same, known to be an error. */
    public Content errorMark(@Nullable String found) {
        return found == null ? this : new Content(shape, broken, leaves, nulls, empties, found, danger, members);
    }

    /** The same, with its values. */
    public Content members(@Nullable Members found) {
        return found == null ? this : new Content(shape, broken, leaves, nulls, empties, errorMark, danger, found);
    }

    /** Nothing is known of the content. */
    public static final Content OPAQUE = new Content(null, false, 0, 0, 0, null);
}
