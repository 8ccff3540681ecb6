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

    private static final class Resident {
        private final Map<String, Stay> stays = new HashMap<>(4);
        private long stores;
    }

    /** Stores of one writer in one family. */
    static final class Stay {
        private final Resident resident;
        private final long storesThereBefore;
        private long stores;

        Stay(Resident resident, long storesThereBefore) {
            this.resident = resident;
            this.storesThereBefore = storesThereBefore;
        }

        private void onStore() {
            resident.stores++;
            stores++;
        }
    }

    private final Map<String, Resident> residents = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Resident> eldest) {
            return size() > MAX_WRITERS;
        }
    };

    /** A store, before its family has counted it. */
    void onStore(Seat seat, KeyFamily family) {
        Stay stay = seat.stay;
        if (stay == null) {
            stay = arrive(seat.writer(), family);
            seat.stay = stay;
        }
        stay.onStore();
    }

    private Stay arrive(String writer, KeyFamily family) {
        Resident resident = residents.computeIfAbsent(writer, w -> new Resident());
        Stay known = resident.stays.get(family.template());
        if (known != null) {
            return known;
        }
        Stay stay = new Stay(resident, family.eras().stores());
        if (resident.stays.size() < MAX_FAMILIES) {
            resident.stays.put(family.template(), stay);
        }
        return stay;
    }

    /** A writer in a family where it has stored. */
    Home of(String writer, KeyFamily family) {
        Resident resident = residents.get(writer);
        Stay stay = resident == null ? null : resident.stays.get(family.template());
        return resident == null || stay == null
                ? new Home(0, 0)
                : new Home(resident.stores - stay.stores, stay.storesThereBefore);
    }
}
