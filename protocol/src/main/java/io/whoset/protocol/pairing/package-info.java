/**
 * Which reply answers which request.
 *
 * <p><b>Threading</b> everything here is confined to its connection's event loop.
 */
@NullMarked
package io.whoset.protocol.pairing;

import org.jspecify.annotations.NullMarked;
