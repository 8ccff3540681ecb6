package io.whoset.ui.metrics;

import java.util.List;

/**
 * Reads the process's metrics.
 *
 * <p>Safe for many threads; must not block.
 */
@FunctionalInterface
public interface MetricsSource {
    /** All metrics as they are now. */
    List<Metric> metrics();
}
