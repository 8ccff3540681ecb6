package io.whoset.benchmarks.score;

import io.whoset.benchmarks.sim.Witness;
import io.whoset.forensics.detect.Judge;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.ReadRecord;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One run of one scenario before one judge: what was true of each write, and what the judge said.
 *
 * <p>Confined to its world's thread.
 */
public final class Trial implements Witness {
    private final Judge judge;
    private final boolean reads;
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
    private RecordId id = new RecordId(1);

    /** A trial before a judge, which is told of reads or not. */
    public Trial(Judge judge, boolean reads) {
        this.judge = judge;
        this.reads = reads;
    }

    @Override
    public void onWrite(WriteRecord write, Verdict truth) {
        id = id.next(write.tsMicros());
        writes++;
        String writer = write.origin().writer();
        if (truth != Verdict.CLEAN) {
            bad.put(id, writer);
            badWrites.merge(writer, 1, Integer::sum);
            firstBad.putIfAbsent(writer, write.tsMicros());
        }
        Judgement judgement = judge.judge(id, write);
        if (judgement.verdict().compareTo(Verdict.STALE) >= 0) {
            marked.add(id);
        } else if (judgement.verdict() == Verdict.SUSPECT) {
            suspects++;
        }
        for (Finding finding : judgement.findings()) {
            hear(finding);
        }
    }

    private void hear(Finding finding) {
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

    @Override
    public void onRead(ReadRecord read) {
        if (reads) {
            judge.onRead(read);
        }
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

    /** What the judge found, in order. */
    public List<Finding> findings() {
        return findings;
    }
}
