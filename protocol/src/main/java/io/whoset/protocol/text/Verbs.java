package io.whoset.protocol.text;

import io.whoset.protocol.Verb;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * From a word's bytes to its verb, without a string.
 *
 * <p>Immutable. The table has a power of two of places, twice the number of words at least, and is probed linearly.
 */
final class Verbs {
    private static final int PLACES = 128;
    private static final byte[][] WORDS = new byte[PLACES][];
    private static final @Nullable Verb[] VERBS = new Verb[PLACES];

    static {
        for (Verb verb : Verb.values()) {
            if (verb != Verb.UNKNOWN) {
                byte[] word = verb.word().getBytes(StandardCharsets.US_ASCII);
                int place = place(word, 0, word.length);
                while (VERBS[place] != null) {
                    place = (place + 1) % PLACES;
                }
                WORDS[place] = word;
                VERBS[place] = verb;
            }
        }
    }

    private Verbs() {}

    private static int place(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        return hash & (PLACES - 1);
    }

    /** The verb of the word that stands between two indices, {@link Verb#UNKNOWN} where it is none. */
    static Verb of(byte[] bytes, int from, int to) {
        int place = place(bytes, from, to);
        for (Verb verb = VERBS[place]; verb != null; verb = VERBS[place]) {
            if (equal(WORDS[place], bytes, from, to)) {
                return verb;
            }
            place = (place + 1) % PLACES;
        }
        return Verb.UNKNOWN;
    }

    private static boolean equal(byte[] word, byte[] bytes, int from, int to) {
        return java.util.Arrays.equals(word, 0, word.length, bytes, from, to);
    }
}
