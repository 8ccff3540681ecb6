/**
 * The audit page, the HTTP API, the live stream and the metrics, served by the process itself.
 *
 * <p><b>Threading</b> safe for many threads.
 */
@NullMarked
package io.whoset.ui;

import org.jspecify.annotations.NullMarked;
