/**
 * Lends both directions to the parsers, and survives their bugs.
 *
 * <p><b>Threading</b> confined to the connection's event loop.
 */
@NullMarked
package io.whoset.proxy.tap;

import org.jspecify.annotations.NullMarked;
