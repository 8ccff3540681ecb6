package io.whoset.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;

/**
 * Keeps a TLS 1.2 client's close_notify from the TLS engine and tells of it as the end of what the client sends.
 *
 * <p>Java's engine answers a close_notify of TLS 1.2 by closing its own direction, and replies that are still to come would be lost. memcached's OpenSSL
 * goes on writing. Since TLS 1.3 the engine does so, too, and this handler goes once that is agreed.
 *
 * <p><b>Shape</b> a record is {@code type(1) version(2) length(2) fragment(length)}; alerts have type 21.
 *
 * <p>Confined to the connection's event loop.
 *
 * <p><b>Source</b> RFC 5246, sections 6.2 and 7.2.1.
 */
public final class CloseNotifyHold extends ChannelInboundHandlerAdapter {
    private static final int HEAD_BYTES = 5;
    private static final int ALERT = 21;

    private boolean armed;
    private boolean ended;
    private int inHead;
    private int length;
    private int left;

    /** The handshake is done in a version that needs this. */
    public void arm() {
        armed = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (ended) {
            bytes.release();
            return;
        }
        int alert = alertFrom(bytes, bytes.readerIndex());
        while (alert >= 0) {
            // what stands before it may be the end of the handshake, which arms this
            ctx.fireChannelRead(bytes.readRetainedSlice(alert - bytes.readerIndex()));
            if (armed) {
                ended = true;
                bytes.release();
                ctx.fireUserEventTriggered(SslCloseCompletionEvent.SUCCESS);
                return;
            }
            onHead(ALERT);
            alert = alertFrom(bytes, alert + 1);
        }
        ctx.fireChannelRead(bytes);
    }

    /** Where the next alert begins, -1 where there is none. */
    private int alertFrom(ByteBuf bytes, int from) {
        int at = from;
        while (at < bytes.writerIndex()) {
            if (left > 0) {
                int step = Math.min(left, bytes.writerIndex() - at);
                left -= step;
                at += step;
            } else {
                int octet = bytes.getUnsignedByte(at);
                if (inHead == 0 && octet == ALERT) {
                    return at;
                }
                onHead(octet);
                at++;
            }
        }
        return -1;
    }

    private void onHead(int octet) {
        inHead++;
        if (inHead > HEAD_BYTES - 2) {
            length = (length << 8) | octet;
        }
        if (inHead == HEAD_BYTES) {
            left = length;
            inHead = 0;
            length = 0;
        }
    }
}
