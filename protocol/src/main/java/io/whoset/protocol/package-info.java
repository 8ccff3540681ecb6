/**
 * The words of the memcached protocol that every part of whoset shares: command words, keys, limits.
 *
 * <p>Bytes in, events out: no sockets, no clock, no threads of its own.
 *
 * <p><b>Threading</b> types here are immutable unless they say otherwise.
 */
@NullMarked
package io.whoset.protocol;

import org.jspecify.annotations.NullMarked;
