/**
 * Streaming parsers of both directions of the text protocol, classic and meta.
 *
 * <p><b>Threading</b> parsers are confined to their connection's event loop.
 */
@NullMarked
package io.whoset.protocol.text;

import org.jspecify.annotations.NullMarked;
