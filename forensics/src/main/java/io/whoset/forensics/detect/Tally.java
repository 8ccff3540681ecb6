package io.whoset.forensics.detect;

import io.whoset.forensics.record.RecordId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one writer did in one family, as one rule sees it.
 *
 * <p><b>Units, bounds</b> the last 16 traits, 4 connections, 20 keys, 500 names, 8 convicted traits.
 *
 * <p>Audit thread only.
 */
final class Tally extends Pulse {
    private static final int TRAITS = 16;
    private static final int CONNS = 4;
    private static final int KEYS = 20;
    private static final int CONVICTED_TRAITS = 8;
    private static final double EXCUSED_HALF_LIFE = 256;
    private static final long[] NONE = {};

    private final String writer;
    private final Docket docket;
    private final long bornAt;
    private long[] traits = NONE;
    private long[] oddConns = NONE;
    private long[] connTraits = NONE;
    private Set<String> keys = Set.of();
    private long[] oddTraits = NONE;
    private final Names names = new Names();
    private final Onset onset = new Onset();
    private int traitAt;
    private int connAt;
    private long odd;
    private long pending;
    private long oddSince;
    private long droppedSince;
    private long dropped;
    private long returns;
    private long firstOddMicros;
    private long lastOddMicros;
    private long acquittedMicros;
    private long othersAtFirstOdd;
    private String example = "";
    private boolean accused;
    private double excused;
    private long excusedAt;

    /** A writer's tally, opened after so many opportunities of all writers. */
    Tally(String writer, long bornAt, Docket docket) {
        this.writer = writer;
        this.docket = docket;
        this.bornAt = bornAt;
    }

    /** It stored something with this trait. Where all that are kept are this one, one more changes nothing. */
    void sawTrait(long trait) {
        if (traits.length == 0 && uniformRun() > 0 && trait != uniform()) {
            traits = new long[TRAITS];
            traitAt = uniformRun();
            Arrays.fill(traits, 0, traitAt, uniform());
        }
        if (isNews(trait, TRAITS) && traits.length > 0) {
            traits[traitAt++ % TRAITS] = trait;
        }
    }

    /** How many of its last stores had this trait. */
    int recent(long trait) {
        if (traits.length == 0) {
            return trait == uniform() ? uniformRun() : 0;
        }
        int count = 0;
        for (int i = 0; i < Math.min(traitAt, TRAITS); i++) {
            count += traits[i] == trait ? 1 : 0;
        }
        return count;
    }

    /** A store on this connection could have been odd and was not; to write the same as ever is no return. */
    void fine(long conn, long trait, long micros) {
        countFine(conn, micros);
        if (isStirred()) {
            countReturn(conn, trait);
        }
    }

    private void countReturn(long conn, long trait) {
        for (int i = 0; i < Math.min(connAt, CONNS); i++) {
            if (oddConns[i] == conn && connTraits[i] != trait) {
                oddConns[i] = 0;
                returns++;
            }
        }
    }

    /** An odd store was fired on: remembers the connection, counts nothing yet. */
    void fired(long conn, long trait) {
        stir();
        if (oddConns.length == 0) {
            oddConns = new long[CONNS];
            connTraits = new long[CONNS];
        }
        for (long known : oddConns) {
            if (known == conn) {
                return;
            }
        }
        connTraits[connAt % CONNS] = trait;
        oddConns[connAt++ % CONNS] = conn;
    }

    /** A store that looks like others of it that are odd. */
    void resembles(RecordId id, long trait) {
        names.add(id, trait);
    }

    /** An odd store waits for its second opinion; the others had so many opportunities until now. */
    void charged(Sighting store, long others) {
        if (odd == 0 && pending == 0) {
            firstOddMicros = store.micros();
            onset.odd(store.conn(), this);
            othersAtFirstOdd = others;
        }
        pending++;
    }

    /** A charge waits no more, and nothing was decided. */
    void released() {
        pending = Math.max(0, pending - 1);
    }

    /** An odd store that nobody shared. */
    void odd(Charge charge, String what) {
        Sighting store = charge.store();
        released();
        countOpportunity();
        odd++;
        oddSince++;
        lastOddMicros = store.micros();
        example = what;
        if (keys.isEmpty()) {
            keys = new LinkedHashSet<>(4);
        }
        if (keys.size() < KEYS) {
            keys.add(charge.key());
        }
        if (oddTraits.length < CONVICTED_TRAITS && !isOddTrait(charge.trait())) {
            oddTraits = Arrays.copyOf(oddTraits, oddTraits.length + 1);
            oddTraits[oddTraits.length - 1] = charge.trait();
        }
    }

    /** An odd store of which nothing is left: somebody shared it, or the writer moved on by itself. */
    void dropped(RecordId id) {
        released();
        countOpportunity();
        dropped++;
        droppedSince++;
        names.remove(id);
    }

    /** Odd ones as far as they are decided, and of those that wait as many as are likely to be confirmed. */
    long evidence() {
        return evidence(0);
    }

    /** The same, of those that wait at least this share. */
    long evidence(double atLeast) {
        return odd + (long) (pending * Math.max(atLeast, confirmed()));
    }

    /** Share of those that wait which is likely to be confirmed. */
    double confirmed() {
        return odd / (odd + dropped + 1.0);
    }

    /** Second opinions since the accusation that shared what it did. */
    long droppedSince() {
        return droppedSince;
    }

    /** Second opinions since the accusation that did not. */
    long oddSince() {
        return oddSince;
    }

    /** How many wait for a second opinion. */
    long waiting() {
        return pending;
    }

    /** Opportunities, with those that wait. */
    long chances() {
        return opportunities() + pending;
    }

    /** Nothing of what was odd counts any more: the world changed, not the writer. */
    void acquit(long nowMicros) {
        excused = excused() + odd;
        excusedAt = opportunities();
        odd = 0;
        acquittedMicros = nowMicros;
        docket.countAccused(accused ? -1 : 0);
        accused = false;
        keys = Set.of();
        names.clear();
        oddTraits = NONE;
    }

    /** Odd ones of which it was acquitted, fewer the longer ago: they are nothing against it, and something for the others. */
    double excused() {
        return excused * Math.pow(0.5, (opportunities() - excusedAt) / EXCUSED_HALF_LIFE);
    }

    /** Whether a charge is younger than the last acquittal. */
    boolean isOpen(Charge charge) {
        return charge.store().micros() > acquittedMicros;
    }

    /** It is accused from now on. */
    void accuse() {
        docket.countAccused(accused ? 0 : 1);
        accused = true;
        names.clear();
        droppedSince = 0;
        oddSince = 0;
    }

    String writer() {
        return writer;
    }

    /** After how many opportunities of all writers this one appeared. */
    long bornAt() {
        return bornAt;
    }

    long odd() {
        return odd;
    }

    /** Opportunities that it did not use. */
    long notOdd() {
        return opportunities() - odd;
    }

    /** How often it went back to the others' form on a connection on which it was odd. */
    long returns() {
        return returns;
    }

    double rate() {
        return chances() == 0 ? 0 : (double) evidence() / chances();
    }

    /** How its odd stores began. */
    Onset onset() {
        return onset;
    }

    long firstOddMicros() {
        return firstOddMicros;
    }

    long lastOddMicros() {
        return lastOddMicros;
    }

    /** Opportunities of the others before the first odd one. */
    long othersAtFirstOdd() {
        return othersAtFirstOdd;
    }

    /** How many keys the odd ones lie on, at most 20. */
    int keyCount() {
        return keys.size();
    }

    /** Whether it is accused by this rule in this family. */
    boolean isAccused() {
        return accused;
    }

    /** Whether this is one of the traits that were odd. */
    boolean wasOdd(long trait) {
        return isStirred() && trait != 0 && isOddTrait(trait);
    }

    private boolean isOddTrait(long trait) {
        for (long odd : oddTraits) {
            if (odd == trait) {
                return true;
            }
        }
        return false;
    }

    /** What the last odd one looked like. */
    String example() {
        return example;
    }

    /** What was odd, as the rule counts it, each once. */
    long[] oddTraits() {
        return oddTraits;
    }

    /** Log forms of the first keys. */
    List<String> keys() {
        return new ArrayList<>(keys);
    }

    /** Names of the last odd writes and of those like them, oldest first; by trait or all. */
    List<RecordId> names(boolean all) {
        return all ? names.all() : names.having(this::isOddTrait);
    }
}
