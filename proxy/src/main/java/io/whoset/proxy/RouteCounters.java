package io.whoset.proxy;

import java.util.concurrent.atomic.LongAdder;

/** What happened on a route since the start. Safe for many threads; each number only grows but for {@link #open}. */
public final class RouteCounters {
    /** Client connections that are open. */
    public final LongAdder open = new LongAdder();

    /** Client connections that were accepted. */
    public final LongAdder accepted = new LongAdder();

    /** Bytes relayed to the server. */
    public final LongAdder bytesToUpstream = new LongAdder();

    /** Bytes relayed to clients. */
    public final LongAdder bytesToClient = new LongAdder();

    /** Client connections that were closed because the server could not be reached. */
    public final LongAdder upstreamRefused = new LongAdder();

    /** Connections that ended with a reset on either side. */
    public final LongAdder resets = new LongAdder();

    /** Connections whose audit ended by a defect. */
    public final LongAdder tapsDetached = new LongAdder();

    /** How often a client was braked because the audit queue was full. */
    public final LongAdder brakes = new LongAdder();

    /** Client connections that were closed because their PROXY header was missing or broken. */
    public final LongAdder proxyHeadersRefused = new LongAdder();

    /** Client connections that were closed because their TLS handshake failed. */
    public final LongAdder clientTlsFailed = new LongAdder();

    /** Client connections that were closed because the TLS handshake with the server failed. */
    public final LongAdder upstreamTlsFailed = new LongAdder();

    /** All at zero. */
    public RouteCounters() {}
}
