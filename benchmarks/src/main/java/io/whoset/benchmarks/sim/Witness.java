package io.whoset.benchmarks.sim;

import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;

/** Sees what passes, and knows the truth about it. Confined to its world's thread. */
public interface Witness {
    /** A write is settled. */
    void onWrite(WriteRecord write, Verdict truth);
}
