package io.whoset.forensics.detect;

import io.whoset.forensics.record.Bypass;
import io.whoset.forensics.record.Effect;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.Members;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges writes by rules over key histories, and accuses by a test against all other writers.
 *
 * <p><b>Units, bounds</b> {@link JudgeSettings}: histories by weight, families and tallies by number.
 *
 * <p>Audit thread only, but for {@link #replaceUserRules}.
 */
public final class RuleJudge implements Judge {
    private volatile List<UserRule> userRules;
    private final KeyHistories histories;
    private final Families families;
    private final Trial trial;
    private final Sightings sightings = new Sightings();
    private final Epochs epochs = new Epochs();
    private final Bench bench = new Bench();
    private final Dangerous dangerous = new Dangerous();
    private final Injected injected = new Injected();
    private final Homes homes = new Homes();
    private final Flushes flushes = new Flushes();

    /** A judge that knows nothing yet. */
    public RuleJudge(JudgeSettings settings) {
        userRules = settings.userRules();
        families = new Families(settings.families(), new TallyBudget(settings.tallies()));
        trial = new Trial(settings, families, homes);
        histories = new KeyHistories(settings.historyBytes(), trial::forget);
    }

    /** From the next write on these are the user's own rules; everything else that is known stays. Safe for many threads. */
    public void replaceUserRules(List<UserRule> rules) {
        userRules = List.copyOf(rules);
    }

    @Override
    public Judgement judge(RecordId id, WriteRecord write) {
        bench.clear();
        for (UserRule rule : userRules) {
            if (rule.matches(write)) {
                bench.odd(rule.verdict(), "yours", rule.why());
                bench.found(trial.accusation().of(rule, id, write));
            }
        }
        Key key = write.key();
        Effect effect = Effect.of(write);
        if (key == null && effect == Effect.GONE) {
            flushes.onFlush(write);
        }
        if (key != null && (effect != Effect.NOTHING || write.payload() != null)) {
            apply(id, write, key, effect);
        }
        return bench.judgement();
    }

    @Override
    public void expect(List<WriteRecord> next) {
        histories.expect(next);
    }

    @Override
    public void onBypass(Bypass bypass) {
        epochs.onBypass(bypass);
    }

    @Override
    public void onGap(Gap gap) {
        epochs.onGap(gap);
    }

    private void apply(RecordId id, WriteRecord write, Key key, Effect effect) {
        String upstream = write.origin().upstream();
        long epoch = epochs.of(upstream);
        KeyHistory history = histories.find(upstream, key);
        if (history != null) {
            history.onEpoch(epoch);
            flushes.apply(upstream, history, trial);
        }
        boolean comparable = Sightings.isComparable(write);
        if (comparable && (effect == Effect.STORED || effect == Effect.MAYBE_STORED)) {
            KeyHistory known = history == null ? begin(upstream, key, epoch) : history;
            store(id, write, known, effect);
            if (history == null) {
                histories.add(known);
            } else {
                histories.weigh(known);
            }
        } else if (history != null) {
            Sighting store = comparable ? sightings.of(id, write, write.origin().writer(), false) : null;
            if (effect == Effect.NOTHING) {
                refused(write, store, history);
            } else {
                change(write, store, effect, history);
            }
        }
    }

    private KeyHistory begin(String upstream, Key key, long epoch) {
        KeyHistory history = new KeyHistory(families.of(key), upstream, key);
        history.onEpoch(epoch);
        flushes.seen(upstream, history);
        return history;
    }

    private void store(RecordId id, WriteRecord write, KeyHistory history, Effect effect) {
        Seat seat = history.family().seat(write.origin().writer());
        Sighting told = sightings.of(id, write, seat.writer(), effect == Effect.STORED);
        Sighting store = history.family().noise().heard(named(told, history), members(write), history);
        attack(id, write, store, seat, history);
        String crossed = Crossings.why(store, write, history);
        if (crossed != null) {
            bench.odd(Verdict.SUSPECT, "crossed-invalidation", crossed);
        }
        hear(store, seat, history);
    }

    private void refused(WriteRecord write, @Nullable Sighting store, KeyHistory history) {
        String why = store == null
                ? null
                : Refused.why(write, history.family().noise().told(store, members(write)), history);
        if (why != null) {
            bench.odd(Verdict.SUSPECT, "refused", why);
        }
    }

    /** What needs no comparison of rates. */
    private void attack(RecordId id, WriteRecord write, Sighting store, Seat seat, KeyHistory history) {
        String danger = dangerous.why(write, history.family().template());
        if (danger != null) {
            bench.odd(Verdict.POISON, "dangerous", danger);
            bench.found(trial.accusation().of("dangerous", danger, id, write));
        }
        int ridden = injected.read(write, store, seat, history);
        if (ridden > 0) {
            String why =
                    "came in one piece behind a retrieval, from a writer that never pipelines, and is unlike what the others store";
            bench.odd(ridden == 2 ? Verdict.POISON : Verdict.SUSPECT, "injected", why);
            bench.found(ridden == 2 ? trial.accusation().of("injected", why, id, write) : null);
        }
    }

    private void change(WriteRecord write, @Nullable Sighting store, Effect effect, KeyHistory history) {
        if (effect == Effect.GONE) {
            if (store != null) {
                trial.begin(store, history.family().seat(store.writer()), history);
                trial.hear(Rules.LIFETIME, store, history, bench);
            }
            history.onGone(write.origin().writer(), write.interval(), write.tsMicros());
            trial.makeVoid(Rules.RESURRECTED, history);
        } else {
            history.onChanged();
        }
    }

    private static @Nullable Members members(WriteRecord write) {
        Payload payload = write.payload();
        return payload == null ? null : payload.content().members();
    }

    /** One body under many keys is no value of any of them. */
    private static Sighting named(Sighting store, KeyHistory history) {
        boolean common = history.family().bodies().isCommon(store.digest(), history.key.hashCode());
        return common && store.loss() == null && store.isStructured() ? store.lacking(Emptiness.COMMON) : store;
    }

    private void hear(Sighting store, Seat seat, KeyHistory history) {
        homes.onStore(seat, history.family());
        trial.begin(store, seat, history);
        for (int rule = 0; rule < Rules.COUNT; rule++) {
            trial.hear(rule, store, history, bench);
        }
        if (store.loss() == null) {
            history.family().eras().onStore(store, seat);
        }
        history.onStore(store);
    }

    /** How many key histories went for want of room. */
    public long evictedHistories() {
        return histories.evicted();
    }

    /** How many key histories there are, about. */
    public long histories() {
        return histories.size();
    }
}
