package io.whoset.benchmarks.compare;

import io.whoset.forensics.detect.Judge;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.WriteRecord;

/** Finds every write clean. */
final class NoJudge implements Judge {
    @Override
    public Judgement judge(RecordId id, WriteRecord write) {
        return Judgement.CLEAN;
    }

    @Override
    public void onGap(Gap gap) {}
}
