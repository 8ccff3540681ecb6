package io.whoset.proxy.net;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;

/** Netty's way to the kernel, passed on as it is where a subclass does not put something right. Confined to its event loop. */
abstract class PassingIoHandler implements IoHandler {
    private final IoHandler way;

    PassingIoHandler(IoHandler way) {
        this.way = way;
    }

    @Override
    public int run(IoHandlerContext context) {
        return way.run(context);
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return way.register(handle);
    }

    @Override
    public void initialize() {
        way.initialize();
    }

    @Override
    public void prepareToDestroy() {
        way.prepareToDestroy();
    }

    @Override
    public void destroy() {
        way.destroy();
    }

    @Override
    public void wakeup() {
        way.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
        return way.isCompatible(type);
    }
}
