package io.whoset.proxy.net;

import io.netty.channel.ChannelHandlerContext;

/** What comes after a stage of a new connection: the next stage, or its end. Called once, on the connection's event loop. */
public interface Admission {
    /** The stage is done: puts the next handlers behind it. */
    void admit(ChannelHandlerContext ctx);

    /** The stage failed: counts, logs and closes. */
    void refuse(ChannelHandlerContext ctx, String cause);
}
