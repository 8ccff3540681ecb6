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
 * @param doubted whether a later finding may name it, though it is clean as far as is known now
 */
public record Judgement(Verdict verdict, List<Oddity> oddities, List<Finding> findings, boolean doubted) {
    /** Nothing is odd. */
    public static final Judgement CLEAN = new Judgement(Verdict.CLEAN, List.of(), List.of());

    /** Nothing is odd enough to be marked, but it is remembered. */
    public static final Judgement DOUBTED = new Judgement(Verdict.CLEAN, List.of(), List.of(), true);

    /** A write that no later finding names, or one that is marked anyway. */
    public Judgement(Verdict verdict, List<Oddity> oddities, List<Finding> findings) {
        this(verdict, oddities, findings, verdict != Verdict.CLEAN);
    }

    /** Copies the lists. */
    public Judgement {
        oddities = List.copyOf(oddities);
        findings = List.copyOf(findings);
    }
}
