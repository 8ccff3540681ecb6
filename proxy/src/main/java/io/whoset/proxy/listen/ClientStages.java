package io.whoset.proxy.listen;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.whoset.forensics.record.TimeSource;
import io.whoset.proxy.header.ProxyHeaderHandler;
import io.whoset.proxy.identity.ClientEnds;
import io.whoset.proxy.net.Admission;
import io.whoset.proxy.net.HandlerNames;
import io.whoset.proxy.relay.ClientHandler;
import io.whoset.proxy.relay.RelayContext;
import io.whoset.proxy.tls.CertificateName;
import io.whoset.proxy.tls.CloseNotifyHold;
import io.whoset.proxy.tls.HandshakeGate;
import io.whoset.proxy.tls.ServerContext;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a client's connection before the relay: PROXY header, TLS handshake, its name, each only where the route asks for it.
 *
 * <p>Safe for many threads.
 */
public final class ClientStages extends ChannelInitializer<Channel> {
    private final RelayContext context;
    private final boolean acceptProxy;
    private final @Nullable ServerContext tls;
    private final @Nullable NameGates gates;
    private final Refusals refusals;
    private final Admission afterHeader = new AfterHeader();
    private final Admission afterHandshake = new AfterHandshake();

    /** The stages of one route. */
    public ClientStages(
            RelayContext context,
            String route,
            boolean acceptProxy,
            @Nullable ServerContext tls,
            @Nullable NameGates gates,
            TimeSource time) {
        this.context = context;
        this.acceptProxy = acceptProxy;
        this.tls = tls;
        this.gates = gates;
        this.refusals = new Refusals(route, context.counters(), time);
    }

    /** Whether clients speak TLS. */
    boolean isTls() {
        return tls != null;
    }

    @Override
    protected void initChannel(Channel client) {
        if (acceptProxy) {
            client.pipeline().addLast(HandlerNames.PROXY_HEADER, new ProxyHeaderHandler(afterHeader));
        } else {
            addNext(client.pipeline());
        }
    }

    private void addNext(ChannelPipeline pipeline) {
        if (tls == null) {
            addLast(pipeline);
        } else {
            pipeline.addLast(HandlerNames.CLOSE_NOTIFY, new CloseNotifyHold())
                    .addLast(HandlerNames.TLS, tls.newHandler(pipeline.channel()))
                    .addLast(HandlerNames.HANDSHAKE, new HandshakeGate(afterHandshake));
        }
    }

    private void addLast(ChannelPipeline pipeline) {
        if (gates == null) {
            addClient(pipeline.channel());
        } else {
            pipeline.addLast(HandlerNames.NAME, gates.newGate(this::addClient));
        }
    }

    private void addClient(Channel client) {
        client.pipeline().addLast(HandlerNames.CLIENT, new ClientHandler(context));
    }

    /** The peer is known. */
    private final class AfterHeader implements Admission {
        @Override
        public void admit(ChannelHandlerContext ctx) {
            addNext(ctx.pipeline());
        }

        @Override
        public void refuse(ChannelHandlerContext ctx, String cause) {
            refusals.onHeader(ctx.channel(), cause);
        }
    }

    /** The bytes are the client's own, and its certificate names it. */
    private final class AfterHandshake implements Admission {
        @Override
        public void admit(ChannelHandlerContext ctx) {
            SSLSession session = ctx.pipeline().get(SslHandler.class).engine().getSession();
            CertificateName.of(session).ifPresent(name -> ClientEnds.setCertificateName(ctx.channel(), name));
            CloseNotifyHold hold = ctx.pipeline().get(CloseNotifyHold.class);
            if (session.getProtocol().equals("TLSv1.2")) {
                hold.arm();
            } else {
                ctx.pipeline().remove(hold);
            }
            addLast(ctx.pipeline());
        }

        @Override
        public void refuse(ChannelHandlerContext ctx, String cause) {
            refusals.onHandshake(ctx.channel(), cause);
        }
    }
}
