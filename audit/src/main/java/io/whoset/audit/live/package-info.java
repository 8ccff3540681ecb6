/**
 * What is written now, for whoever watches.
 *
 * <p><b>Threading</b> safe for many threads.
 */
@NullMarked
package io.whoset.audit.live;

import org.jspecify.annotations.NullMarked;
