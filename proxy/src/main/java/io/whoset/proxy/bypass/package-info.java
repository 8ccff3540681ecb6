/**
 * Finds writes that reach a server around whoset, by asking the server for its own counters.
 *
 * <p><b>Threading</b> one thread asks, on connections of its own; what it found is safe for many threads.
 */
@NullMarked
package io.whoset.proxy.bypass;

import org.jspecify.annotations.NullMarked;
