package io.whoset.forensics.detect;

import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.Oddity;
import io.whoset.forensics.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is concluded from one write.
 *
 * <p>Audit thread only; one instance is cleared for each write.
 */
final class Bench {
    private final List<Oddity> oddities = new ArrayList<>(2);
    private final List<Finding> findings = new ArrayList<>(1);
    private Verdict verdict = Verdict.CLEAN;
    private boolean doubted;

    void clear() {
        oddities.clear();
        findings.clear();
        verdict = Verdict.CLEAN;
        doubted = false;
    }

    /** The write is remembered: a later finding may name it. */
    void doubt() {
        doubted = true;
    }

    void odd(Verdict of, String rule, String why) {
        verdict = verdict.or(of);
        oddities.add(new Oddity(rule, why));
    }

    void found(@Nullable Finding finding) {
        if (finding != null) {
            findings.add(finding);
        }
    }

    Judgement judgement() {
        if (oddities.isEmpty() && findings.isEmpty()) {
            return doubted ? Judgement.DOUBTED : Judgement.CLEAN;
        }
        return new Judgement(verdict, oddities, findings, doubted || verdict != Verdict.CLEAN);
    }
}
