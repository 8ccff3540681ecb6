package io.whoset.benchmarks.score;

import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was true of each write of one run, and what was said of it.
 *
 * <p>Confined to its world's thread.
 */
public final class Sheet {
    private final Map<RecordId, String> bad = new HashMap<>();
    private final Set<RecordId> marked = new HashSet<>();
    private final Set<RecordId> named = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Integer> badWrites = new HashMap<>();
    private final Map<String, Long> firstBad = new HashMap<>();
    private final Map<String, Integer> delayWrites = new HashMap<>();
    private final Map<String, Double> delaySeconds = new HashMap<>();
    private long writes;
    private long suspects;

    /** A write, in the order of the log. */
    public void write(RecordId id, String writer, long tsMicros, Verdict said, Verdict truth) {
        writes++;
        if (truth != Verdict.CLEAN) {
            bad.put(id, writer);
            badWrites.merge(writer, 1, Integer::sum);
            firstBad.putIfAbsent(writer, tsMicros);
        }
        if (said.compareTo(Verdict.STALE) >= 0) {
            marked.add(id);
        } else if (said == Verdict.SUSPECT) {
            suspects++;
        }
    }

    /** An accusation, or its end. */
    public void hear(Finding finding) {
        findings.add(finding);
        if (finding.verdict().compareTo(Verdict.STALE) < 0) {
            return;
        }
        named.addAll(finding.writes());
        String writer = finding.writer();
        delayWrites.putIfAbsent(writer, badWrites.getOrDefault(writer, 0));
        delaySeconds.putIfAbsent(
                writer, (finding.tsMicros() - firstBad.getOrDefault(writer, finding.tsMicros())) / 1e6);
    }

    /** What it came to, given who was bad and how. */
    public Score score(Map<String, Verdict> guilty) {
        Score score = new Score();
        score.runs = 1;
        score.writes = writes;
        score.suspects = suspects;
        Set<String> accused = new HashSet<>();
        for (Finding finding : findings) {
            boolean accuses = finding.verdict().compareTo(Verdict.STALE) >= 0;
            if (accuses && accused.add(finding.writer())) {
                if (guilty.containsKey(finding.writer())) {
                    score.found++;
                    score.right += finding.verdict() == guilty.get(finding.writer()) ? 1 : 0;
                    score.delayWrites.add(delayWrites.getOrDefault(finding.writer(), 0));
                    score.delaySeconds.add(delaySeconds.getOrDefault(finding.writer(), 0.0));
                } else {
                    score.falsely++;
                }
            } else if (!accuses) {
                score.withdrawn++;
            }
        }
        score.guilty = guilty.size();
        count(score);
        return score;
    }

    private void count(Score score) {
        score.bad = bad.size();
        score.marked = marked.size();
        Set<RecordId> all = new HashSet<>(marked);
        all.addAll(named);
        score.named = all.size();
        for (RecordId write : bad.keySet()) {
            score.markedBad += marked.contains(write) ? 1 : 0;
            score.namedBad += all.contains(write) ? 1 : 0;
        }
    }

    /** What was found, in order. */
    public List<Finding> findings() {
        return findings;
    }
}
