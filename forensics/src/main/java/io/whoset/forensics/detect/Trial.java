package io.whoset.forensics.detect;

import io.whoset.forensics.record.Verdict;

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

    Trial(JudgeSettings settings, Families families) {
        this.rules = new Rules(settings.dwellMicros());
        this.accuser = new Accuser(settings);
        this.families = families;
    }

    /** Who puts accusations into words. */
    Accusation accusation() {
        return accusation;
    }

    /** A store that its key's history does not know yet. */
    void hear(int number, Sighting store, KeyHistory history, Place place, Bench bench) {
        Rule rule = rules.get(number);
        Docket docket = history.family().docket(number);
        if (history.hasCharges()) {
            settle(number, rule, docket, store, history, place, bench);
        }
        Tally tally = docket.tally(store.writer());
        if (tally == null || (rule.isAboutOrder() && !store.certain())) {
            return;
        }
        gather(store.writer(), history, docket);
        Reading reading = rule.read(store, history, peers);
        tally.sawTrait(reading.trait());
        accuser.hearAlibi(rule, docket, tally, reading.trait(), store.micros());
        switch (reading.kind()) {
            case NO_OPPORTUNITY -> unmatched(rule, tally, reading, bench);
            case FINE -> {
                docket.countOpportunity();
                tally.fine(store.conn(), reading.trait());
            }
            case ODD ->
                odd(
                        number,
                        tally,
                        new Charge(number, store, reading.trait(), place.epoch(), reading.why()),
                        history,
                        bench);
        }
    }

    private void gather(String writer, KeyHistory history, Docket docket) {
        peers.clear();
        for (int i = 0; i < history.storeCount(); i++) {
            Sighting last = history.store(i);
            if (!last.writer().equals(writer) && !docket.isAccused(last.writer())) {
                peers.add(last);
            }
        }
    }

    /** What an accused writer stores under a key that nobody else stored yet is odd if it is what it was accused of. */
    private void unmatched(Rule rule, Tally tally, Reading reading, Bench bench) {
        if (tally.isAccused()
                && peers.count() == 0
                && rule.pattern() == Rule.Pattern.ANY
                && tally.wasOdd(reading.trait())) {
            bench.odd(
                    rule.verdict(),
                    rule.name(),
                    "the same that " + tally.writer() + " is accused of: " + tally.example());
        }
    }

    private void odd(int number, Tally tally, Charge charge, KeyHistory history, Bench bench) {
        Rule rule = rules.get(number);
        if (tally.isAccused()) {
            bench.odd(rule.verdict(), rule.name(), charge.why());
            return;
        }
        tally.fired(charge.store().conn(), charge.trait());
        Charge waiting = history.charge(number);
        if (waiting == null || !waiting.store().writer().equals(tally.writer())) {
            history.charge(charge);
        }
        if (!history.family().accuses()) {
            return;
        }
        decide(number, history.family(), tally, charge.store().micros(), bench);
        if (tally.isAccused() && tally.wasOdd(charge.trait())) {
            bench.odd(rule.verdict(), rule.name(), charge.why());
        } else if (accuser.isSuspect(rule, history.family().docket(number), tally)) {
            bench.odd(Verdict.SUSPECT, rule.name(), charge.why());
        }
    }

    /** The second opinion: the next store of the same key. */
    private void settle(
            int number, Rule rule, Docket docket, Sighting next, KeyHistory history, Place place, Bench bench) {
        Charge charge = history.charge(number);
        if (charge == null) {
            return;
        }
        boolean shared = rule.isShared(charge, next);
        boolean own = next.writer().equals(charge.store().writer());
        if (own ? shared : docket.isAccused(next.writer()) || (rule.isAboutOrder() && !next.certain() && !shared)) {
            return;
        }
        history.settle(number);
        Tally tally = docket.tally(charge.store().writer());
        boolean ordered =
                charge.epoch() == place.epoch() && charge.store().interval().isBefore(next.interval());
        if (tally == null || tally.isAccused()) {
            return;
        }
        docket.countOpportunity();
        if (own || shared || (rule.isAboutOrder() && !ordered) || !tally.isOpen(charge)) {
            tally.dropped();
            if (shared && rule.isAboutOrder()) {
                history.rebirth(next, place.epoch());
            }
            return;
        }
        long others = docket.opportunities() - tally.opportunities();
        tally.odd(charge, place.key(), rule.example(charge), others);
        decide(number, history.family(), tally, next.micros(), bench);
    }

    private void decide(int number, KeyFamily family, Tally tally, long nowMicros, Bench bench) {
        Rule rule = rules.get(number);
        Docket docket = family.docket(number);
        if (!family.accuses()
                || tally.isAccused()
                || !accuser.isProven(rule, docket, tally, families.size(), nowMicros)) {
            return;
        }
        Baseline others = Baseline.without(tally, docket, !rule.isAboutOrder());
        tally.accuse();
        bench.found(accusation.of(rule, family, tally, others, nowMicros));
    }
}
