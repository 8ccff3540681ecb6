package io.whoset.forensics.detect;

import io.whoset.forensics.record.Bypass;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.WriteRecord;
import java.util.List;

/** Says what it thinks of each write, in the order of the log. Audit thread only. */
public interface Judge {
    /** For how many writes at once it pays to say what comes next. */
    int AHEAD = 32;

    /** These will be judged next, up to {@link #AHEAD}: what they need can be looked for at once. It decides nothing. */
    default void expect(List<WriteRecord> next) {}

    /** Judges one write, which the log will call {@code id}. */
    Judgement judge(RecordId id, WriteRecord write);

    /** Writes go to a server unseen, or do so no more: while it is known the order of this server's writes proves nothing. */
    default void onBypass(Bypass bypass) {}

    /** Writes are missing here: what spans the gap may prove less. */
    void onGap(Gap gap);
}
