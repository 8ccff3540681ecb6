package io.whoset.forensics.detect;

import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.Members;
import io.whoset.protocol.Key;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one key: its last versions in the order of their birth, each writer's last store, what waits for a second opinion.
 *
 * <p><b>Units, bounds</b> 12 versions and 4 bytes of each of 512 older ones, 4 last stores, one charge a rule; about 4.5 KB when full.
 *
 * <p>Audit thread only.
 */
final class KeyHistory extends Kept {
    private static final int ROUND = 4;
    private static final int BASE_BYTES = 336;
    private static final int CHARGE_BYTES = 400;
    private static final int MEMBERS_BYTES = 40;
    private static final Charge[] NO_CHARGES = {};

    private final KeyFamily family;
    private final Versions versions = new Versions();
    private final LastStores stores = new LastStores();
    private Charge[] charges = NO_CHARGES;
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

    KeyHistory(KeyFamily family, String upstream, Key key) {
        super(upstream, key);
        this.family = family;
    }

    /** The family that the key belongs to. */
    KeyFamily family() {
        return family;
    }

    /** Remembers a store; one whose outcome is not known counts as a writer's last store, never as a version. */
    void onStore(Sighting store) {
        stores.add(store);
        held = store.certain();
        heldDigest = store.digest();
        removal = null;
        if (!store.certain()) {
            newBy = null;
            return;
        }
        settleBirth(store);
        int at = versions.indexOf(store.digest());
        if (at >= 0) {
            versions.get(at).storedBy(store);
        } else {
            versions.append(new Version(store, epoch));
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
            versions.bygone().onEpoch();
        }
    }

    /** The stretch without gaps in which it is. */
    long epoch() {
        return epoch;
    }

    /** The item became something that was not seen: no version proves an order any more. */
    void onChanged() {
        held = false;
        removal = null;
        newBy = null;
        versions.clear();
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
    void rebirth(Sighting store) {
        newSinceReturn = 0;
        int at = versions.indexOf(store.digest());
        if (at >= 0) {
            versions.rebirth(at, new Version(store, epoch));
        }
    }

    /** The versions that are known. */
    Versions versions() {
        return versions;
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

    /** Each writer's last store. */
    LastStores stores() {
        return stores;
    }

    /** Whether anything waits for a second opinion. */
    boolean hasCharges() {
        return chargeCount > 0;
    }

    /** What waits for a second opinion by a rule. */
    @Nullable
    Charge charge(int rule) {
        return chargeCount == 0 ? null : charges[rule];
    }

    /** Waits for a second opinion; an older charge by the same rule gives way. */
    void charge(Charge charge) {
        charges = charges.length == 0 ? new Charge[Rules.COUNT] : charges;
        chargeCount += charges[charge.rule()] == null ? 1 : 0;
        charges[charge.rule()] = charge;
    }

    /** It waits no more. */
    void settle(int rule) {
        if (charge(rule) != null) {
            charges[rule] = null;
            chargeCount--;
        }
    }

    @Override
    long touch() {
        return key.length() + stores.touch() + versions.touch();
    }

    @Override
    int weight() {
        return BASE_BYTES
                + key.length()
                + versions.weight()
                + stores.weight()
                + chargeCount * CHARGE_BYTES
                + (members == null ? 0 : MEMBERS_BYTES + Long.bitCount(members.used()) * Long.BYTES);
    }
}
