package io.whoset.forensics.detect;

import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.Members;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one key: its last versions in the order of their birth, each writer's last store, what waits for a second opinion.
 *
 * <p><b>Units, bounds</b> 12 versions and 4 bytes of each of 512 older ones, 4 last stores, one charge a rule; about 4.5 KB when full.
 *
 * <p>Audit thread only.
 */
final class KeyHistory {
    /** How many writers' last stores are kept. */
    static final int LAST_STORES = 4;

    private static final int VERSIONS = 12;
    private static final int ROUND = 4;
    private static final int BASE_BYTES = 350;
    private static final int VERSION_BYTES = 88;
    private static final int STORE_BYTES = 200;
    private static final int CHARGE_BYTES = 400;
    private static final int MEMBERS_BYTES = 40;

    private final KeyFamily family;
    private final int keyBytes;
    private final Version[] versions = new Version[VERSIONS];
    private final Sighting[] stores = new Sighting[LAST_STORES];
    private final Bygone bygone = new Bygone();
    private final Charge[] charges = new Charge[Rules.COUNT];
    private int versionCount;
    private int storeCount;
    private int chargeCount;
    private boolean held;
    private long flushNumber;
    private long epoch;
    private long heldDigest;
    private long newDigest;
    private @Nullable Removal removal;
    private @Nullable String newBy;
    private @Nullable Members members;
    private String membersBy = "";
    private long leftOut;
    private int newSinceReturn = ROUND;

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
        removal = null;
        if (!store.certain()) {
            newBy = null;
            return;
        }
        settleBirth(store);
        int at = indexOf(store.digest());
        if (at >= 0) {
            versions[at].storedBy(store);
        } else {
            append(new Version(store, epoch));
            newBy = store.writer();
            newDigest = store.digest();
            newSinceReturn++;
        }
    }

    private void settleBirth(Sighting next) {
        if (newBy != null && !newBy.equals(next.writer())) {
            family.births().settled(newBy, newDigest == next.digest());
            newBy = null;
        }
    }

    /** Whether values go round here: a version came back not long ago, and others went on with it. */
    boolean goesRound() {
        return newSinceReturn < ROUND;
    }

    /** The item is gone: deleted, flushed, or by a store that leaves nothing. */
    void onGone(String writer, Interval interval, long micros) {
        if (held) {
            removal = new Removal(writer, heldDigest, interval, micros);
        }
        held = false;
    }

    /** The stretch without gaps is this one now: what removed the item in another one may not have been the last to change it. */
    void onEpoch(long now) {
        if (epoch != now) {
            epoch = now;
            removal = null;
            bygone.onEpoch();
        }
    }

    /** The item became something that was not seen: no version proves an order any more. */
    void onChanged() {
        held = false;
        removal = null;
        newBy = null;
        Arrays.fill(versions, null);
        versionCount = 0;
    }

    /** Versions are told by other members from now on: those that are known are none any more. */
    void onNoise(long now) {
        if (leftOut != now) {
            leftOut = now;
            onChanged();
        }
    }

    /** The values of the last store, where they are wanted. */
    void lastMembers(String writer, @Nullable Members last) {
        members = last;
        membersBy = writer;
    }

    /** The values of the last store, where another writer's. */
    @Nullable
    Members membersByOtherThan(String writer) {
        return membersBy.equals(writer) ? null : members;
    }

    /** Learns of the server's flush of this number; whether it is a new one. */
    boolean flushed(long number) {
        boolean isNew = number > flushNumber;
        flushNumber = number;
        return isNew;
    }

    /** The truth went back to this version: from now on it is the youngest. */
    void rebirth(Sighting store, long epoch) {
        newSinceReturn = 0;
        int at = indexOf(store.digest());
        if (at >= 0) {
            System.arraycopy(versions, at + 1, versions, at, versionCount - at - 1);
            versionCount--;
            append(new Version(store, epoch));
        }
    }

    private void append(Version version) {
        if (versionCount == VERSIONS) {
            int stalest = stalest();
            bygone.add(versions[stalest]);
            System.arraycopy(versions, stalest + 1, versions, stalest, VERSIONS - stalest - 1);
            versionCount--;
        }
        versions[versionCount++] = version;
    }

    /** When that version was stored last which nobody stored for longest; all bygone ones were stored before. */
    long eldestStoreMicros() {
        return versions[stalest()].storedAt();
    }

    /** The version that nobody stored for longest. */
    private int stalest() {
        int stalest = 0;
        for (int i = 1; i < versionCount; i++) {
            if (versions[i].storedAt() < versions[stalest].storedAt()) {
                stalest = i;
            }
        }
        return stalest;
    }

    /** The versions before all that are known. */
    Bygone bygone() {
        return bygone;
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

    /** How the item went; null where it was stored since, or where it is not known what it was. */
    @Nullable
    Removal removal() {
        return removal;
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
                + bygone.weight()
                + versionCount * VERSION_BYTES
                + storeCount * STORE_BYTES
                + chargeCount * CHARGE_BYTES
                + (members == null ? 0 : MEMBERS_BYTES + Long.bitCount(members.used()) * Long.BYTES);
    }
}
