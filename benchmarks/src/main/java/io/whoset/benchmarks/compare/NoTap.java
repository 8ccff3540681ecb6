package io.whoset.benchmarks.compare;

import io.netty.buffer.ByteBuf;
import io.whoset.proxy.tap.Tap;

/** Looks at nothing. Confined to the connection's event loop. */
final class NoTap implements Tap {
    @Override
    public void fromClient(ByteBuf bytes) {}

    @Override
    public void fromUpstream(ByteBuf bytes) {}

    @Override
    public void onEnd() {}

    @Override
    public int pendingReplies() {
        return 0;
    }

    @Override
    public void onBrake(Brake brake) {}
}
