package io.whoset.benchmarks.store;

import io.whoset.forensics.detect.Judge;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.Oddity;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A judge that finds one write in 500 suspect and one in 5,000 stale, and accuses their writers each time that it has seen a hundred stale
 * ones, naming suspect writes of before.
 *
 * <p>Audit thread only.
 */
final class MadeVerdicts implements Judge {
    private static final int SUSPECT_EACH = 500;
    private static final int STALE_EACH = 5_000;
    private static final int NAMED = 100;

    private final List<RecordId> named = new ArrayList<>();
    private long writes;

    @Override
    public Judgement judge(RecordId id, WriteRecord write) {
        writes++;
        if (writes % STALE_EACH == 0) {
            List<Finding> findings = named.size() < NAMED ? List.of() : List.of(finding(write));
            return new Judgement(Verdict.STALE, List.of(new Oddity("old-value", "came back after 17.2 s")), findings);
        }
        if (writes % SUSPECT_EACH == 0) {
            named.add(id);
            return new Judgement(
                    Verdict.SUSPECT, List.of(new Oddity("new-shape", "the first of its shape")), List.of());
        }
        return Judgement.CLEAN;
    }

    private Finding finding(WriteRecord write) {
        List<RecordId> ids = List.copyOf(named);
        named.clear();
        return new Finding(
                write.tsMicros(),
                write.origin().writer(),
                Verdict.STALE,
                "old-value",
                "100 of its 2,000 writes brought an older value back",
                ids,
                Map.of("old_share", 0.05),
                List.of());
    }

    @Override
    public void onGap(Gap gap) {
        // a gap means nothing to it
    }
}
