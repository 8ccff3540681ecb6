/**
 * What operators scrape and probe: metrics, liveness, readiness.
 *
 * <p><b>Threading</b> safe for many threads.
 */
@NullMarked
package io.whoset.ui.metrics;

import org.jspecify.annotations.NullMarked;
