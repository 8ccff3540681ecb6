package io.whoset.app.ledger;

import java.util.List;

/**
 * What a comparison found.
 *
 * <p>Immutable.
 *
 * @param sent writes that clients sent and that were answered or needed no answer
 * @param logged lines of writes
 * @param gaps writes that gap lines count as lost
 * @param missing writes without a line
 * @param twice lines of writes that had a line already
 * @param wrong lines that say something else than was sent
 * @param examples a few of them
 */
public record LedgerReport(
        long sent, long logged, long gaps, long missing, long twice, long wrong, List<String> examples) {}
