package io.whoset.forensics.exposure;

import io.whoset.forensics.detect.Judge;
import io.whoset.forensics.record.Bypass;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.WriteRecord;
import java.util.List;

/** A judge whose judgements tell which keys hold a bad version. Audit thread only. */
public final class WatchedJudge implements Judge {
    private final Judge judge;
    private final Exposure exposure;

    /** What this judge says goes into that table as well. */
    public WatchedJudge(Judge judge, Exposure exposure) {
        this.judge = judge;
        this.exposure = exposure;
    }

    @Override
    public void expect(List<WriteRecord> next) {
        judge.expect(next);
    }

    @Override
    public Judgement judge(RecordId id, WriteRecord write) {
        Judgement judgement = judge.judge(id, write);
        exposure.onWrite(id, write, judgement);
        return judgement;
    }

    @Override
    public void onBypass(Bypass bypass) {
        judge.onBypass(bypass);
    }

    @Override
    public void onGap(Gap gap) {
        judge.onGap(gap);
    }
}
