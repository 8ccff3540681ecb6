package io.whoset.forensics.detect;

import io.whoset.forensics.record.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Takes one store through one rule: settles what waited for its second opinion, reads the store, counts, and charges.
 *
 * <p>Audit thread only.
 */
final class Trial {
    private final Rules rules;
    private final Accuser accuser;
    private final Accusation accusation = new Accusation();
    private final Families families;
    private final Peers peers = new Peers();
    private final Peers all = new Peers();
    private @Nullable Seat seat;

    Trial(JudgeSettings settings, Families families, Homes homes) {
        this.rules = new Rules(settings.dwellMicros(), homes);
        this.accuser = new Accuser(settings);
        this.families = families;
    }

    /** Who puts accusations into words. */
    Accusation accusation() {
        return accusation;
    }

    /** A store that its key's history does not know yet: rule by rule it is heard next. */
    void begin(Sighting store, Seat of, KeyHistory history) {
        seat = of;
        all.clear();
        for (int i = 0; i < history.stores().count(); i++) {
            if (!history.stores().get(i).writer().equals(store.writer())) {
                all.add(history.stores().get(i));
            }
        }
    }

    /** One rule hears the store that was begun with. */
    void hear(int number, Sighting store, KeyHistory history, Bench bench) {
        Rule rule = rules.get(number);
        Docket docket = history.family().docket(number);
        boolean movedOn = history.hasCharges() && settle(number, rule, docket, store, history, bench);
        Tally tally = seat == null ? null : seat.tally(number);
        if (tally == null || (rule.isAboutOrder() && !store.certain())) {
            return;
        }
        Reading reading = rule.read(store, history, docket.hasAccused() ? honest(docket) : all);
        if (movedOn && reading.kind() != Reading.Kind.ODD) {
            drop(number, docket, tally, history);
        }
        if (!rule.isAboutOrder()) {
            tally.sawTrait(reading.trait());
        }
        if (accuser.isShared(rule, docket, tally, reading.trait())) {
            acquit(rule, history.family(), tally, store.micros(), bench);
        }
        switch (reading.kind()) {
            case NO_OPPORTUNITY -> resembles(rule, tally, store, reading, history.family(), bench);
            case FINE -> {
                docket.countOpportunity();
                tally.fine(store.conn(), reading.trait(), store.micros());
                resembles(rule, tally, store, reading, history.family(), bench);
            }
            case ODD ->
                odd(
                        new Charge(
                                number, store, reading.trait(), history.epoch(), history.key.logForm(), reading.why()),
                        tally,
                        history,
                        bench);
        }
    }

    private Peers honest(Docket docket) {
        peers.clear();
        for (int i = 0; i < all.count(); i++) {
            if (!docket.isAccused(all.get(i).writer())) {
                peers.add(all.get(i));
            }
        }
        return peers;
    }

    /** What an accused writer does again is marked, though it proves nothing more; until then it is remembered. */
    private void resembles(Rule rule, Tally tally, Sighting store, Reading reading, KeyFamily family, Bench bench) {
        if (!reading.alike()) {
            return;
        }
        if (!isAccused(rule, tally, family)) {
            if (rule.pattern() == Rule.Pattern.ANY || tally.wasOdd(reading.trait())) {
                bench.doubt();
                tally.resembles(store.id(), reading.trait());
            }
        } else if (rule.isAboutOrder() || tally.wasOdd(reading.trait())) {
            bench.odd(rule.verdict(), rule.name(), reading.why());
        }
    }

    /** A writer whose source is old shows it to more than one rule. */
    private boolean isAccused(Rule rule, Tally tally, KeyFamily family) {
        return tally.isAccused() || (rule.isAboutOrder() && family.isAccused(tally.writer(), rule.verdict(), rules));
    }

    private void odd(Charge charge, Tally tally, KeyHistory history, Bench bench) {
        Rule rule = rules.get(charge.rule());
        KeyFamily family = history.family();
        Docket docket = family.docket(charge.rule());
        bench.doubt();
        tally.fired(charge.store().conn(), charge.trait());
        wait(charge, docket, tally, history);
        if (isAccused(rule, tally, family)) {
            bench.odd(rule.verdict(), rule.name(), charge.why());
            return;
        }
        tally.resembles(charge.store().id(), charge.trait());
        if (!family.accuses()) {
            return;
        }
        decide(charge.rule(), family, tally, charge.store().micros(), bench);
        if (tally.isAccused() && (rule.isAboutOrder() || tally.wasOdd(charge.trait()))) {
            bench.odd(rule.verdict(), rule.name(), charge.why());
        } else if (accuser.isSuspect(rule, docket, tally)) {
            bench.odd(Verdict.SUSPECT, rule.name(), charge.why());
        }
    }

    /** A charge waits for its second opinion, one a rule and key. */
    private static void wait(Charge charge, Docket docket, Tally tally, KeyHistory history) {
        Charge waiting = history.charge(charge.rule());
        if (waiting != null && waiting.store().writer().equals(tally.writer())) {
            return;
        }
        if (waiting != null) {
            release(waiting, docket);
        }
        history.charge(charge);
        tally.charged(charge.store(), docket.opportunities() - tally.opportunities());
    }

    private static void release(Charge charge, Docket docket) {
        Tally tally = docket.known(charge.store().writer());
        if (tally != null) {
            tally.released();
        }
    }

    /** What waits is void: nothing that comes now can decide it. */
    void makeVoid(int number, KeyHistory history) {
        Charge charge = history.charge(number);
        if (charge != null) {
            history.settle(number);
            release(charge, history.family().docket(number));
        }
    }

    /** A history goes for want of room: what waited there will never be decided. */
    void forget(KeyHistory history) {
        for (int number = 0; number < Rules.COUNT && history.hasCharges(); number++) {
            makeVoid(number, history);
        }
    }

    private static void drop(int number, Docket docket, Tally tally, KeyHistory history) {
        Charge charge = history.charge(number);
        if (charge != null) {
            history.settle(number);
            docket.countOpportunity();
            tally.dropped(charge.store().id());
        }
    }

    /**
     * The second opinion: the next store of the same key. Gives whether the charged writer itself stored something else, which clears it unless
     * that is odd, too.
     */
    private boolean settle(int number, Rule rule, Docket docket, Sighting next, KeyHistory history, Bench bench) {
        Charge charge = history.charge(number);
        if (charge == null) {
            return false;
        }
        boolean shared = rule.isShared(charge, next);
        if (next.writer().equals(charge.store().writer())) {
            return !shared;
        }
        if (docket.isAccused(next.writer()) || (rule.isAboutOrder() && !next.certain() && !shared)) {
            return false;
        }
        history.settle(number);
        Tally tally = docket.known(charge.store().writer());
        if (tally == null) {
            return false;
        }
        docket.countOpportunity();
        boolean ordered =
                charge.epoch() == history.epoch() && charge.store().interval().isBefore(next.interval());
        if (shared || (rule.isAboutOrder() && !ordered) || !tally.isOpen(charge)) {
            tally.dropped(charge.store().id());
            if (shared && rule.isAboutOrder()) {
                docket.countShared();
                history.rebirth(next);
            }
        } else {
            tally.odd(charge, rule.example(charge));
            decide(number, history.family(), tally, next.micros(), bench);
        }
        if (tally.isAccused() && accuser.isTurned(tally)) {
            acquit(rule, history.family(), tally, next.micros(), bench);
        }
        return false;
    }

    private void acquit(Rule rule, KeyFamily family, Tally tally, long nowMicros, Bench bench) {
        if (tally.isAccused()) {
            bench.found(accusation.withdrawn(rule, family, tally, nowMicros));
        }
        tally.acquit(nowMicros);
    }

    private void decide(int number, KeyFamily family, Tally tally, long nowMicros, Bench bench) {
        Rule rule = rules.get(number);
        Docket docket = family.docket(number);
        if (!family.accuses()
                || tally.isAccused()
                || !accuser.isProven(rule, docket, tally, families.size(), nowMicros)) {
            return;
        }
        Baseline others = Baseline.without(tally, docket);
        bench.found(accusation.of(rule, family, tally, others, nowMicros));
        tally.accuse();
    }
}
