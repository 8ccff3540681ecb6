package io.whoset.forensics.detect;

import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts accusations into words, each once for a writer and a verdict.
 *
 * <p><b>Units, bounds</b> remembers 10,000 accused writers; the one accused longest ago is forgotten first.
 *
 * <p>Audit thread only.
 */
final class Accusation {
    private static final int MAX_WRITERS = 10_000;

    private final Map<String, Set<Verdict>> said = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<Verdict>> eldest) {
            return size() > MAX_WRITERS;
        }
    };

    /** The finding of a proven charge, null where this verdict on this writer is known. */
    @Nullable
    Finding of(Rule rule, KeyFamily family, Tally tally, Baseline others, long nowMicros) {
        if (!isNew(tally.writer(), rule.verdict())) {
            return null;
        }
        return new Finding(
                nowMicros,
                tally.writer(),
                rule.verdict(),
                rule.name(),
                why(rule, family, tally, others),
                tally.names(rule.isAboutOrder()),
                numbers(tally, others),
                tally.keys());
    }

    /** The finding of a write that meets a rule of the user's, null where this verdict on this writer is known or is no accusation. */
    @Nullable
    Finding of(UserRule rule, RecordId id, WriteRecord write) {
        return rule.verdict().compareTo(Verdict.STALE) < 0
                ? null
                : single(rule.verdict(), "yours", rule.why(), id, write);
    }

    /** The finding of a write that is an attack by itself, null where this verdict on this writer is known. */
    @Nullable
    Finding of(String rule, String reason, RecordId id, WriteRecord write) {
        return single(Verdict.POISON, rule, reason, id, write);
    }

    private @Nullable Finding single(Verdict verdict, String rule, String reason, RecordId id, WriteRecord write) {
        String writer = write.origin().writer();
        if (!isNew(writer, verdict)) {
            return null;
        }
        String key = write.key() == null ? "" : write.key().logForm();
        String why = "a " + write.cmd() + " by " + writer + (key.isEmpty() ? " " : " of " + key + " ") + reason;
        return new Finding(
                write.tsMicros(),
                writer,
                verdict,
                rule,
                why,
                List.of(id),
                Map.of(),
                key.isEmpty() ? List.of() : List.of(key));
    }

    /** The finding that takes an accusation back; null where another one of the same verdict still stands. */
    @Nullable
    Finding withdrawn(Rule rule, KeyFamily family, Tally tally, long nowMicros) {
        Set<Verdict> known = said.get(tally.writer());
        if (known == null || !known.remove(rule.verdict())) {
            return null;
        }
        return new Finding(
                nowMicros,
                tally.writer(),
                Verdict.CLEAN,
                rule.name(),
                "the accusation (" + rule.verdict().word() + ") is taken back: most other writers in "
                        + family.template() + " do by now what " + tally.writer() + " did (" + tally.example() + ")",
                List.of(),
                Map.of(),
                tally.keys());
    }

    private boolean isNew(String writer, Verdict verdict) {
        return said.computeIfAbsent(writer, w -> EnumSet.noneOf(Verdict.class)).add(verdict);
    }

    private static String why(Rule rule, KeyFamily family, Tally tally, Baseline others) {
        return tally.odd() + " of " + tally.opportunities() + " comparable writes by " + tally.writer() + " in "
                + family.template()
                + " " + rule.deed() + " (" + tally.example() + "); the " + others.compared()
                + " other writers compared: "
                + others.odd() + " of " + others.opportunities()
                + tally.onset().text(tally.firstOddMicros());
    }

    private static Map<String, Double> numbers(Tally tally, Baseline others) {
        Map<String, Double> numbers = new TreeMap<>(Map.of(
                "odd", (double) tally.odd(),
                "opportunities", (double) tally.opportunities(),
                "others_odd", (double) others.odd(),
                "others_opportunities", (double) others.opportunities(),
                "waiting", (double) tally.waiting(),
                "other_writers", (double) others.compared(),
                "factor_log10", others.logFactor(tally) / Math.log(10),
                "first_micros", (double) tally.firstOddMicros(),
                "last_micros", (double) tally.lastOddMicros()));
        numbers.put("fine_before", (double) tally.onset().before());
        if (tally.onset().before() > 0) {
            numbers.put("fine_until_micros", (double) tally.onset().untilMicros());
            numbers.put("reconnected", tally.onset().isReconnected() ? 1.0 : 0.0);
        }
        return numbers;
    }
}
