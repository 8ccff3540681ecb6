/**
 * The writer log's lines as server-sent events.
 *
 * <p><b>Threading</b> lines come from the audit thread; everything else belongs to one client's event loop.
 */
@NullMarked
package io.whoset.ui.live;

import org.jspecify.annotations.NullMarked;
