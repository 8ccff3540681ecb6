package io.whoset.ui.state;

import io.whoset.audit.live.LiveFeed;
import io.whoset.audit.log.LogExtract;
import io.whoset.audit.store.WriteStore;
import io.whoset.forensics.exposure.Exposure;
import io.whoset.forensics.record.TimeSource;
import io.whoset.ui.metrics.MetricsSource;
import io.whoset.ui.metrics.ReadinessSource;

/**
 * Whom the web server asks.
 *
 * <p>Immutable; all of it is safe for many threads.
 *
 * @param store writes and findings
 * @param live lines as they are written
 * @param lines lines of the log by their ids
 * @param exposure who read bad versions
 * @param metrics what a scrape says
 * @param readiness whether every route works
 * @param state what this process is, and what spoils its record
 * @param time the clock
 */
public record AuditSources(
        WriteStore store,
        LiveFeed live,
        LogExtract lines,
        Exposure exposure,
        MetricsSource metrics,
        ReadinessSource readiness,
        ProcessStateSource state,
        TimeSource time) {}
