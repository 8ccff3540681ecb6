package io.whoset.proxy.relay;

import io.netty.channel.Channel;

/**
 * Whether one side may be read from: three reasons not to, none of which knows the others.
 *
 * <p>Confined to the connection's event loop. Touches {@code autoRead} only when the answer changes.
 */
final class Backpressure {
    private final Channel reader;
    private boolean connecting;
    private boolean otherSideFull;
    private boolean braked;
    private boolean reading;

    /** A side that is not read from until {@link #onConnected}. */
    Backpressure(Channel reader) {
        this.reader = reader;
        this.connecting = true;
    }

    /** Both sides are there. */
    void onConnected() {
        connecting = false;
        update();
    }

    /** The other side takes no more, or again. */
    void onOtherSide(boolean full) {
        if (otherSideFull != full) {
            otherSideFull = full;
            update();
        }
    }

    /** The audit asks to wait, or no longer. */
    void onBrake(boolean brake) {
        if (braked != brake) {
            braked = brake;
            update();
        }
    }

    private void update() {
        boolean read = !connecting && !otherSideFull && !braked;
        if (reading != read) {
            reading = read;
            reader.config().setAutoRead(read);
        }
    }
}
