package io.whoset.forensics.detect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last versions of one key in the order of their birth, and what is left of those before.
 *
 * <p><b>Units, bounds</b> 12 versions; which nobody stored for longest gives way, to {@link Bygone}.
 *
 * <p>Audit thread only.
 */
final class Versions {
    private static final int MOST = 12;
    private static final int FIRST = 2;
    private static final int VERSION_BYTES = 104;
    private static final Version[] NONE = {};
    private static final Bygone NOTHING = new Bygone();

    private Version[] versions = NONE;
    private int count;
    private @Nullable Bygone bygone;

    int count() {
        return count;
    }

    /** A version, 0 is the oldest by birth. */
    Version get(int index) {
        return versions[index];
    }

    /** Place of a digest among the versions, -1 where it is not known. */
    int indexOf(long digest) {
        for (int i = count - 1; i >= 0; i--) {
            if (versions[i].digest() == digest) {
                return i;
            }
        }
        return -1;
    }

    /** A version is born. */
    void append(Version version) {
        if (count == MOST) {
            int stalest = stalest();
            if (bygone == null) {
                bygone = new Bygone();
            }
            bygone.add(versions[stalest]);
            drop(stalest);
        } else if (count == versions.length) {
            versions = Arrays.copyOf(versions, count == 0 ? FIRST : Math.min(MOST, 2 * count));
        }
        versions[count++] = version;
    }

    private void drop(int index) {
        System.arraycopy(versions, index + 1, versions, index, count - index - 1);
        count--;
    }

    /** The truth went back to the version at that place, which is the youngest from now on. */
    void rebirth(int index, Version again) {
        drop(index);
        append(again);
    }

    /** They prove no order any more. What is bygone stays so. */
    void clear() {
        versions = NONE;
        count = 0;
    }

    /** When that version was stored last which nobody stored for longest; all bygone ones were stored before. */
    long eldestStoreMicros() {
        return versions[stalest()].storedAt();
    }

    private int stalest() {
        int stalest = 0;
        for (int i = 1; i < count; i++) {
            if (versions[i].storedAt() < versions[stalest].storedAt()) {
                stalest = i;
            }
        }
        return stalest;
    }

    /** The versions before all that are known. */
    Bygone bygone() {
        return bygone == null ? NOTHING : bygone;
    }

    /** Reads them, for the sake of reading only. */
    long touch() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += versions[i].storedAt();
        }
        return sum;
    }

    /** Their weight in bytes, estimated. */
    int weight() {
        return count * VERSION_BYTES + bygone().weight();
    }
}
