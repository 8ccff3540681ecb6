package io.whoset.benchmarks.score;

import io.whoset.benchmarks.sim.Witness;
import io.whoset.forensics.detect.Judge;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import java.util.List;
import java.util.Map;

/**
 * One run of one scenario before one judge.
 *
 * <p>Confined to its world's thread.
 */
public final class Trial implements Witness {
    private final Judge judge;
    private final Sheet sheet = new Sheet();
    private long nanos;
    private RecordId id = new RecordId(1);

    /** A trial before a judge. */
    public Trial(Judge judge) {
        this.judge = judge;
    }

    @Override
    public void onWrite(WriteRecord write, Verdict truth) {
        id = id.next(write.tsMicros());
        long before = System.nanoTime();
        Judgement judgement = judge.judge(id, write);
        nanos += System.nanoTime() - before;
        sheet.write(id, write.origin().writer(), write.tsMicros(), judgement.verdict(), truth);
        judgement.findings().forEach(sheet::hear);
    }

    /** What it came to, given who was bad and how, and how many nanoseconds of wall time the payloads took before. */
    public Score score(Map<String, Verdict> guilty, long payloadNanos) {
        Score score = sheet.score(guilty);
        score.payloadNanos = payloadNanos;
        score.judgeNanos = nanos;
        return score;
    }

    /** What the judge found, in order. */
    public List<Finding> findings() {
        return sheet.findings();
    }
}
