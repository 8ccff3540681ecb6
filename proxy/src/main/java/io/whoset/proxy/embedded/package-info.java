/**
 * A small memcached in the process, for the demo and for trying out.
 *
 * <p><b>Threading</b> a session is confined to its event loop, the store is safe for many threads.
 */
@NullMarked
package io.whoset.proxy.embedded;

import org.jspecify.annotations.NullMarked;
