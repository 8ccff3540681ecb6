package io.whoset.proxy.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.whoset.proxy.header.ProxyHeader;
import io.whoset.proxy.header.ProxyHeaderEncoder;
import io.whoset.proxy.header.SendProxy;
import io.whoset.proxy.identity.ClientEnds;
import io.whoset.proxy.net.Admission;
import io.whoset.proxy.net.HandlerNames;
import io.whoset.proxy.tls.HandshakeGate;
import io.whoset.proxy.tls.UpstreamContext;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Iterator;
import java.util.List;

/**
 * The making of one upstream connection: the server's addresses one after the other, the PROXY header, the TLS handshake.
 *
 * <p>Confined to the connection's event loop.
 */
final class UpstreamAttempt implements ChannelFutureListener, Admission {
    private final UpstreamConnector connector;
    private final Channel client;
    private final Relay relay;
    private final Iterator<SocketAddress> addresses;

    UpstreamAttempt(UpstreamConnector connector, Channel client, Relay relay, List<SocketAddress> addresses) {
        this.connector = connector;
        this.client = client;
        this.relay = relay;
        this.addresses = addresses.iterator();
    }

    /** Tries the next address. */
    void next() {
        connector
                .bootstrap(client)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel upstream) {
                        prepare(upstream);
                    }
                })
                .connect(addresses.next())
                .addListener(this);
    }

    private void prepare(Channel upstream) {
        UpstreamContext tls = connector.speech().tls();
        if (tls == null) {
            upstream.pipeline().addLast(HandlerNames.UPSTREAM, new UpstreamHandler(relay, connector::tlsBroken));
        } else {
            upstream.pipeline()
                    .addLast(HandlerNames.TLS, tls.newHandler(upstream))
                    .addLast(HandlerNames.HANDSHAKE, new HandshakeGate(this));
        }
    }

    /** Connected, before the channel's handlers hear of it; or not. */
    @Override
    public void operationComplete(ChannelFuture done) {
        if (done.isSuccess()) {
            onConnected(done.channel());
        } else if (addresses.hasNext() && client.isActive()) {
            next();
        } else {
            connector.refused(relay, String.valueOf(done.cause().getMessage()));
        }
    }

    private void onConnected(Channel upstream) {
        connector.connected(upstream);
        SendProxy form = connector.speech().sendProxy();
        if (form != SendProxy.OFF) {
            Writes.ahead(upstream, ProxyHeaderEncoder.encode(ends(), form));
        }
        if (connector.speech().tls() == null) {
            relay.onUpstream(upstream);
        }
    }

    private ProxyHeader ends() {
        return ClientEnds.source(client) instanceof InetSocketAddress source
                        && ClientEnds.destination(client) instanceof InetSocketAddress destination
                ? new ProxyHeader(source, destination)
                : ProxyHeader.NONE;
    }

    @Override
    public void admit(ChannelHandlerContext ctx) {
        ctx.pipeline().addLast(HandlerNames.UPSTREAM, new UpstreamHandler(relay, connector::tlsBroken));
        relay.onUpstream(ctx.channel());
    }

    @Override
    public void refuse(ChannelHandlerContext ctx, String cause) {
        Writes.close(ctx.channel());
        connector.handshakeFailed(relay, cause);
    }
}
