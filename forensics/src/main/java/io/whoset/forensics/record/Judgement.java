package io.whoset.forensics.record;

import java.util.List;

/**
 * What was concluded from one write.
 *
 * <p>Immutable.
 *
 * @param verdict of the write itself
 * @param oddities why, empty for a clean write
 * @param findings accusations that fell with this write, most often none
 */
public record Judgement(Verdict verdict, List<Oddity> oddities, List<Finding> findings) {
    /** Nothing is odd. */
    public static final Judgement CLEAN = new Judgement(Verdict.CLEAN, List.of(), List.of());

    /** Copies the lists. */
    public Judgement {
        oddities = List.copyOf(oddities);
        findings = List.copyOf(findings);
    }
}
