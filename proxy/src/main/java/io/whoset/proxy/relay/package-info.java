/**
 * Two channels, one fate: every byte that arrives goes on, unaltered.
 *
 * <p><b>Threading</b> a connection is confined to one event loop.
 */
@NullMarked
package io.whoset.proxy.relay;

import org.jspecify.annotations.NullMarked;
