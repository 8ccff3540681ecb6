package io.whoset.forensics.detect;

import io.whoset.forensics.record.RecordId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Names of the stores that may be evidence one day, each with its trait; the oldest give way.
 *
 * <p><b>Units, bounds</b> 500 names, 16 bytes each, taken as they are needed.
 *
 * <p>Audit thread only.
 */
final class Names {
    static final int MOST = 500;
    private static final int FIRST = 4;

    private long[] ids = {};
    private long[] traits = {};
    private int count;

    /** One more. */
    void add(RecordId id, long trait) {
        if (count == MOST) {
            System.arraycopy(ids, 1, ids, 0, --count);
            System.arraycopy(traits, 1, traits, 0, count);
        } else if (count == ids.length) {
            ids = Arrays.copyOf(ids, Math.min(MOST, Math.max(FIRST, 2 * count)));
            traits = Arrays.copyOf(traits, ids.length);
        }
        ids[count] = id.value();
        traits[count++] = trait;
    }

    /** It is no evidence any more. */
    void remove(RecordId id) {
        for (int i = count - 1; i >= 0; i--) {
            if (ids[i] == id.value()) {
                System.arraycopy(ids, i + 1, ids, i, count - i - 1);
                System.arraycopy(traits, i + 1, traits, i, count - i - 1);
                count--;
                return;
            }
        }
    }

    /** None is left. */
    void clear() {
        ids = new long[0];
        traits = new long[0];
        count = 0;
    }

    /** Those with one of these traits, oldest first. */
    List<RecordId> having(LongPredicate wanted) {
        List<RecordId> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (wanted.test(traits[i])) {
                out.add(new RecordId(ids[i]));
            }
        }
        return out;
    }

    /** All of them, oldest first. */
    List<RecordId> all() {
        List<RecordId> out = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            out.add(new RecordId(ids[i]));
        }
        return out;
    }
}
