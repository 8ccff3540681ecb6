package io.whoset.proxy;

import java.util.concurrent.atomic.LongAdder;

/** What could not be learnt of peers since the start. Safe for many threads; each number only grows. */
public final class PeerCounters {
    /** Connections from this machine whose process was not looked for, as too many came at once. */
    public final LongAdder processesSkipped = new LongAdder();

    /** Connections that stay under their address, as their name did not come in time. */
    public final LongAdder namesLate = new LongAdder();

    /** All at zero. */
    public PeerCounters() {}
}
