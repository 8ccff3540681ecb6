/**
 * How many writes of which kind passed whoset on their way to a server, in the words of the server's own counters.
 *
 * <p><b>Threading</b> a connection's part is confined to its event loop, the sums are safe for many threads.
 */
@NullMarked
package io.whoset.proxy.count;

import org.jspecify.annotations.NullMarked;
