/**
 * Real requests through the listeners, on connections of their own.
 *
 * <p><b>Threading</b> safe for many threads.
 */
@NullMarked
package io.whoset.proxy.health;

import org.jspecify.annotations.NullMarked;
