package io.whoset.proxy.net;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;

/**
 * Netty's epoll handler, with one thing put right: a descriptor for which no event is asked any more leaves epoll, and joins it again when one is.
 *
 * <p>Netty 4.2.18 takes such a descriptor out of epoll, too, but then tries to modify what is not there, gets ENOENT and closes the channel. That happens to
 * a connection whose peer has sent its FIN, each time that reading is paused and each time that a write has to wait twice: replies to a client that
 * half-closed after its batch were lost.
 *
 * <p>Confined to its event loop.
 */
final class RejoiningIoHandler extends PassingIoHandler {
    private RejoiningIoHandler(IoHandler epoll) {
        super(epoll);
    }

    /** Makes one for each event loop. */
    static IoHandlerFactory newFactory() {
        IoHandlerFactory factory = EpollIoHandler.newFactory();
        return executor -> new RejoiningIoHandler(factory.newHandler(executor));
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new Rejoining(handle, super.register(handle));
    }

    /** One descriptor's place in epoll. */
    private final class Rejoining implements IoRegistration {
        private final IoHandle handle;
        private IoRegistration current;
        private boolean hasLeft;

        Rejoining(IoHandle handle, IoRegistration current) {
            this.handle = handle;
            this.current = current;
        }

        @Override
        public long submit(IoOps ops) {
            boolean isNone = ops.equals(EpollIoOps.NONE);
            if (hasLeft && !isNone && current.isValid()) {
                rejoin();
            }
            hasLeft = isNone;
            return current.submit(ops);
        }

        private void rejoin() {
            current.cancel();
            try {
                current = RejoiningIoHandler.super.register(handle);
            } catch (Exception e) {
                throw new IllegalStateException("a descriptor cannot join epoll again", e);
            }
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // Netty's own signature
        public <T> T attachment() {
            return current.attachment();
        }

        @Override
        public boolean isValid() {
            return current.isValid();
        }

        @Override
        public boolean cancel() {
            return current.cancel();
        }
    }
}
