package io.whoset.proxy.relay;

import io.whoset.proxy.header.SendProxy;
import io.whoset.proxy.tls.UpstreamContext;
import org.jspecify.annotations.Nullable;

/**
 * What the server hears before a client's bytes.
 *
 * <p>Immutable; its parts are safe for many threads.
 *
 * @param sendProxy the PROXY header, ahead of everything
 * @param tls the TLS context; null for none
 */
public record UpstreamSpeech(SendProxy sendProxy, @Nullable UpstreamContext tls) {}
