/**
 * Who is at the other end of a client's connection.
 *
 * <p><b>Threading</b> safe for many threads.
 */
@NullMarked
package io.whoset.proxy.identity;

import org.jspecify.annotations.NullMarked;
