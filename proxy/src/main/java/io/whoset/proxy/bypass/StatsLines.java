package io.whoset.proxy.bypass;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Sends one {@code stats} request and reads {@code STAT <name> <value>\r\n … END\r\n}, of which each line comes as one buffer.
 *
 * <p>Confined to the connection's event loop.
 *
 * <p><b>Errors</b> anything else than these lines fails the answer, with the line that came.
 */
final class StatsLines extends ChannelInboundHandlerAdapter {
    private static final int QUOTED = 100;

    private final String request;
    private final BiConsumer<String, String> lines;
    private final CompletableFuture<Void> answered;

    StatsLines(String request, BiConsumer<String, String> lines, CompletableFuture<Void> answered) {
        this.request = request;
        this.lines = lines;
        this.answered = answered;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(Unpooled.copiedBuffer(request + "\r\n", StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        String line = ((ByteBuf) message).toString(StandardCharsets.US_ASCII);
        ((ByteBuf) message).release();
        int value = line.indexOf(' ', "STAT ".length());
        if (line.startsWith("STAT ")) {
            lines.accept(
                    line.substring("STAT ".length(), value < 0 ? line.length() : value),
                    value < 0 ? "" : line.substring(value + 1));
            return;
        }
        if (line.equals("END")) {
            answered.complete(null);
        } else {
            answered.completeExceptionally(
                    new IOException("it answered \"" + line.substring(0, Math.min(QUOTED, line.length())) + "\""));
        }
        ctx.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        answered.completeExceptionally(new IOException("it closed the connection without a whole answer"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        answered.completeExceptionally(cause);
        ctx.close().addListener(ChannelFutureListener.CLOSE);
    }
}
