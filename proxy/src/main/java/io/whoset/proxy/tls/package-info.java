/**
 * TLS on either side: PEM files, contexts that follow them, and the handshake before the relay.
 *
 * <p><b>Threading</b> files are read by the thread that starts or reloads; handlers belong to event loops.
 */
@NullMarked
package io.whoset.proxy.tls;

import org.jspecify.annotations.NullMarked;
