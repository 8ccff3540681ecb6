/**
 * The binary protocol as it streams by, in both directions: headers, extras and keys understood, values passed on or over.
 *
 * <p>No sockets, no clock.
 *
 * <p><b>Threading</b> confined to the connection's event loop.
 */
@NullMarked
package io.whoset.protocol.binary;

import org.jspecify.annotations.NullMarked;
