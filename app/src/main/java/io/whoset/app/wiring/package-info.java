/**
 * Puts the parts together, and takes them apart in good order.
 *
 * <p><b>Threading</b> main thread and the shutdown hook.
 */
@NullMarked
package io.whoset.app.wiring;

import org.jspecify.annotations.NullMarked;
