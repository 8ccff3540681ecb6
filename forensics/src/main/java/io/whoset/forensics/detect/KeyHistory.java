package io.whoset.forensics.detect;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one key: its last versions in the order of their birth, each writer's last store, what waits for a second opinion.
 *
 * <p><b>Units, bounds</b> 12 versions, 4 last stores, one charge a rule; about 2.5 KB when full.
 *
 * <p>Audit thread only.
 */
final class KeyHistory {
    /** How many writers' last stores are kept. */
    static final int LAST_STORES = 4;

    private static final int VERSIONS = 12;
    private static final int BASE_BYTES = 350;
    private static final int VERSION_BYTES = 88;
    private static final int STORE_BYTES = 200;
    private static final int CHARGE_BYTES = 400;

    private final KeyFamily family;
    private final int keyBytes;
    private final Version[] versions = new Version[VERSIONS];
    private final Sighting[] stores = new Sighting[LAST_STORES];
    private final Charge[] charges = new Charge[Rules.COUNT];
    private int versionCount;
    private int storeCount;
    private int chargeCount;
    private boolean held;
    private long heldDigest;
    private @Nullable String goneBy;

    KeyHistory(KeyFamily family, int keyBytes) {
        this.family = family;
        this.keyBytes = keyBytes;
    }

    /** The family that the key belongs to. */
    KeyFamily family() {
        return family;
    }

    /** Remembers a store; one whose outcome is not known counts as a writer's last store, never as a version. */
    void onStore(Sighting store, long epoch) {
        remember(store);
        held = store.certain();
        heldDigest = store.digest();
        goneBy = null;
        if (!store.certain()) {
            return;
        }
        int at = indexOf(store.digest());
        if (at >= 0) {
            versions[at].storedBy(store.writer());
        } else {
            append(new Version(store, epoch));
        }
    }

    /** The item is gone: deleted, flushed, or by a store that leaves nothing. */
    void onGone(String writer) {
        held = false;
        goneBy = writer;
    }

    /** The item became something that was not seen: no version proves an order any more. */
    void onChanged() {
        held = false;
        Arrays.fill(versions, null);
        versionCount = 0;
    }

    /** The truth went back to this version: from now on it is the youngest. */
    void rebirth(Sighting store, long epoch) {
        int at = indexOf(store.digest());
        if (at >= 0) {
            System.arraycopy(versions, at + 1, versions, at, versionCount - at - 1);
            versionCount--;
            append(new Version(store, epoch));
        }
    }

    private void append(Version version) {
        if (versionCount == VERSIONS) {
            System.arraycopy(versions, 1, versions, 0, VERSIONS - 1);
            versionCount--;
        }
        versions[versionCount++] = version;
    }

    private void remember(Sighting store) {
        int at = storeCount == LAST_STORES ? 0 : storeCount;
        for (int i = 0; i < storeCount; i++) {
            if (stores[i].writer().equals(store.writer())) {
                at = i;
            }
        }
        if (at == storeCount) {
            storeCount++;
        }
        System.arraycopy(stores, at + 1, stores, at, storeCount - at - 1);
        stores[storeCount - 1] = store;
    }

    /** How many versions are known. */
    int versionCount() {
        return versionCount;
    }

    /** A version, 0 is the oldest by birth. */
    Version version(int index) {
        return versions[index];
    }

    /** Place of a digest among the versions, -1 where it is not known. */
    int indexOf(long digest) {
        for (int i = versionCount - 1; i >= 0; i--) {
            if (versions[i].digest() == digest) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the key certainly holds this digest now, if it did not expire. */
    boolean holds(long digest) {
        return held && heldDigest == digest;
    }

    /** Who removed the item last; null where it was stored since. */
    @Nullable
    String goneBy() {
        return goneBy;
    }

    /** How many writers' last stores are known. */
    int storeCount() {
        return storeCount;
    }

    /** A writer's last store, 0 is the oldest. */
    Sighting store(int index) {
        return stores[index];
    }

    /** Whether anything waits for a second opinion. */
    boolean hasCharges() {
        return chargeCount > 0;
    }

    /** What waits for a second opinion by a rule. */
    @Nullable
    Charge charge(int rule) {
        return charges[rule];
    }

    /** Waits for a second opinion; an older charge by the same rule gives way. */
    void charge(Charge charge) {
        chargeCount += charges[charge.rule()] == null ? 1 : 0;
        charges[charge.rule()] = charge;
    }

    /** It waits no more. */
    void settle(int rule) {
        chargeCount -= charges[rule] == null ? 0 : 1;
        charges[rule] = null;
    }

    /** Its weight in bytes, estimated. */
    int weight() {
        return BASE_BYTES
                + keyBytes
                + versionCount * VERSION_BYTES
                + storeCount * STORE_BYTES
                + chargeCount * CHARGE_BYTES;
    }
}
