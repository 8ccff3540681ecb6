package io.whoset.forensics.detect;

/**
 * The last stores of one key, one a writer, oldest first.
 *
 * <p><b>Units, bounds</b> 4 writers; who stored longest ago gives way.
 *
 * <p>Audit thread only.
 */
final class LastStores {
    /** How many writers' last stores are kept. */
    static final int MOST = 4;

    private static final int STORE_BYTES = 120;
    private static final int LOSS_BYTES = 150;

    private final Sighting[] stores = new Sighting[MOST];
    private int count;
    private int losses;

    /** One more. */
    void add(Sighting store) {
        int at = count == MOST ? 0 : count;
        for (int i = 0; i < count; i++) {
            if (stores[i].writer().equals(store.writer())) {
                at = i;
            }
        }
        if (at == count) {
            count++;
        } else {
            losses -= stores[at].loss() == null ? 0 : 1;
        }
        losses += store.loss() == null ? 0 : 1;
        System.arraycopy(stores, at + 1, stores, at, count - at - 1);
        stores[count - 1] = store;
    }

    int count() {
        return count;
    }

    /** One of them, 0 is the oldest. */
    Sighting get(int index) {
        return stores[index];
    }

    /** Reads them, for the sake of reading only. */
    long touch() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += stores[i].micros() + (stores[i].certain() ? 1 : 0);
        }
        return sum;
    }

    /** Their weight in bytes, estimated. */
    int weight() {
        return count * STORE_BYTES + losses * LOSS_BYTES;
    }
}
