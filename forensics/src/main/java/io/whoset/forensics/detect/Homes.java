package io.whoset.forensics.detect;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where each writer stores: how often in all, and, family by family, how often there and how settled the family was when it came.
 *
 * <p><b>Units, bounds</b> 10,000 writers, the one known longest goes; 64 families a writer, about 80 bytes each; further ones are not told apart.
 *
 * <p>Audit thread only.
 */
final class Homes {
    private static final int MAX_WRITERS = 10_000;
    private static final int MAX_FAMILIES = 64;

    /**
     * A writer in a family.
     *
     * @param elsewhere its stores in other families
     * @param storesThereBefore stores of all in this family before its first one; 0 where that is not known
     */
    record Home(long elsewhere, long storesThereBefore) {}

    private static final class Stores {
        private final Map<String, long[]> families = new HashMap<>(4);
        private long all;
    }

    private final Map<String, Stores> writers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Stores> eldest) {
            return size() > MAX_WRITERS;
        }
    };

    /** A store, before its family has counted it. */
    void onStore(String writer, KeyFamily family) {
        Stores stores = writers.computeIfAbsent(writer, w -> new Stores());
        stores.all++;
        long[] there = stores.families.get(family.template());
        if (there == null && stores.families.size() < MAX_FAMILIES) {
            there = new long[] {0, family.eras().stores()};
            stores.families.put(family.template(), there);
        }
        if (there != null) {
            there[0]++;
        }
    }

    /** A writer in a family where it has stored. */
    Home of(String writer, KeyFamily family) {
        Stores stores = writers.get(writer);
        long[] there = stores == null ? null : stores.families.get(family.template());
        return stores == null || there == null ? new Home(0, 0) : new Home(stores.all - there[0], there[1]);
    }
}
