package io.whoset.proxy.net;

import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;

/**
 * A way to the kernel whose event loop, after a busy turn, lets others have the processor before it waits: memcached, clients and other loops then finish what
 * they are at, and the next turn finds as much. A loop that waits is woken for the first of it, and each of the rest costs a turn of its own.
 *
 * <p>Where nobody wants the processor, giving it away takes less than a microsecond. <b>Source</b> docs/decisions/0014-taking-turns.md.
 *
 * <p>Confined to its event loop.
 */
final class TurnTakingIoHandler extends PassingIoHandler {
    /** Events of a turn from which on it is a busy one. */
    static final int BUSY = 8;

    private static final boolean TAKES_TURNS = !"false".equals(System.getProperty("whoset.turns"));

    private static final IoHandlerContext AT_ONCE = new IoHandlerContext() {
        @Override
        public boolean canBlock() {
            return false;
        }

        @Override
        public long delayNanos(long currentTimeNanos) {
            return 0;
        }

        @Override
        public long deadlineNanos() {
            return -1;
        }
    };

    private int handled;

    TurnTakingIoHandler(IoHandler way) {
        super(way);
    }

    /** Makes one for each event loop; the ways themselves where {@code -Dwhoset.turns=false} says so. */
    static IoHandlerFactory of(IoHandlerFactory ways) {
        return TAKES_TURNS ? executor -> new TurnTakingIoHandler(ways.newHandler(executor)) : ways;
    }

    /** After a busy turn hands over what it wrote and takes what is there, and gives way once where there is no more to do but to wait. */
    @Override
    @SuppressWarnings("ThreadPriorityCheck") // nothing but speed depends on it
    public int run(IoHandlerContext context) {
        if (handled >= BUSY && context.canBlock()) {
            handled = super.run(AT_ONCE);
            if (context.canBlock()) {
                Thread.yield();
            }
        } else {
            handled = 0;
        }
        if (handled == 0) {
            handled = super.run(context);
        }
        return handled;
    }
}
