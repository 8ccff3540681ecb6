package io.whoset.forensics.detect;

import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;
import java.util.List;

/**
 * Judges writes by rules over key histories, and accuses by a test against all other writers.
 *
 * <p><b>Units, bounds</b> {@link JudgeSettings}: histories by weight, families and tallies by number.
 *
 * <p>Audit thread only.
 */
public final class RuleJudge implements Judge {
    private final List<UserRule> userRules;
    private final KeyHistories histories;
    private final Families families;
    private final Trial trial;
    private final Epochs epochs = new Epochs();
    private final Bench bench = new Bench();

    /** A judge that knows nothing yet. */
    public RuleJudge(JudgeSettings settings) {
        userRules = settings.userRules();
        histories = new KeyHistories(settings.historyBytes());
        families = new Families(settings.families(), new TallyBudget(settings.tallies()));
        trial = new Trial(settings, families);
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
        if (key != null && effect != Effect.NOTHING) {
            apply(id, write, key, effect);
        }
        return bench.judgement();
    }

    @Override
    public void onGap(Gap gap) {
        epochs.onGap(gap);
    }

    private void apply(RecordId id, WriteRecord write, Key key, Effect effect) {
        String upstream = write.origin().upstream();
        KeyHistory history = histories.find(upstream, key);
        boolean stores = effect == Effect.STORED || effect == Effect.MAYBE_STORED;
        Sighting store = stores ? Sighting.of(id, write, effect == Effect.STORED) : null;
        if (store != null) {
            KeyHistory known = history == null ? new KeyHistory(families.of(key), key.length()) : history;
            int weight = history == null ? -1 : known.weight();
            hear(store, known, new Place(upstream, key, epochs.of(upstream)));
            if (known.weight() != weight) {
                histories.keep(upstream, key, known);
            }
        } else if (history != null) {
            if (effect == Effect.GONE) {
                history.onGone(write.origin().writer());
            } else {
                history.onChanged();
            }
        }
    }

    private void hear(Sighting store, KeyHistory history, Place place) {
        for (int rule = 0; rule < Rules.COUNT; rule++) {
            trial.hear(rule, store, history, place, bench);
        }
        history.onStore(store, place.epoch());
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
