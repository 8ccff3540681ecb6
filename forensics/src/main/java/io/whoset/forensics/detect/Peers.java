package io.whoset.forensics.detect;

import java.util.function.ToLongFunction;

/**
 * The last stores of one key by the other writers that are not accused: what a store is compared with.
 *
 * <p><b>Units, bounds</b> at most four.
 *
 * <p>Audit thread only; one instance is filled again for each comparison.
 */
final class Peers {
    private final Sighting[] stores = new Sighting[LastStores.MOST];
    private int count;

    void clear() {
        count = 0;
    }

    void add(Sighting store) {
        stores[count++] = store;
    }

    /** How many. */
    int count() {
        return count;
    }

    /** One of them. */
    Sighting get(int index) {
        return stores[index];
    }

    /** How many have this value of a trait. */
    int having(ToLongFunction<Sighting> trait, long value) {
        int having = 0;
        for (int i = 0; i < count; i++) {
            if (trait.applyAsLong(stores[i]) == value) {
                having++;
            }
        }
        return having;
    }

    /** The value of a trait in which at least two, and more than half of all, agree; 0 where there is none. */
    long agreed(ToLongFunction<Sighting> trait) {
        for (int i = 0; i < count; i++) {
            long value = trait.applyAsLong(stores[i]);
            int having = having(trait, value);
            if (value != 0 && having >= 2 && 2 * having > count) {
                return value;
            }
        }
        return 0;
    }

    /** The first one with this value of a trait; there is one. */
    Sighting first(ToLongFunction<Sighting> trait, long value) {
        for (int i = 0; i < count; i++) {
            if (trait.applyAsLong(stores[i]) == value) {
                return stores[i];
            }
        }
        throw new IllegalArgumentException("no peer has " + value);
    }
}
