package io.whoset.proxy.listen;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.whoset.forensics.attribution.PeerName;
import io.whoset.forensics.record.TimeSource;
import io.whoset.proxy.RouteCounters;
import io.whoset.proxy.identity.ClientEnds;
import io.whoset.proxy.net.OncePerMinute;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends clients that do not get as far as the relay: counted each, told of once a minute. Safe for many threads. */
final class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final String route;
    private final RouteCounters counters;
    private final OncePerMinute headerLines;
    private final OncePerMinute handshakeLines;

    Refusals(String route, RouteCounters counters, TimeSource time) {
        this.route = route;
        this.counters = counters;
        this.headerLines = new OncePerMinute(time);
        this.handshakeLines = new OncePerMinute(time);
    }

    void onHeader(Channel client, String cause) {
        counters.proxyHeadersRefused.increment();
        warn(
                headerLines,
                client,
                cause,
                "client closed, its PROXY header is missing or broken: let its balancer send one, or take proxy-protocol off this route");
        client.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    void onHandshake(Channel client, String cause) {
        counters.clientTlsFailed.increment();
        warn(
                handshakeLines,
                client,
                cause,
                "client closed, its TLS handshake failed: check that it speaks TLS here, trusts this route's certificate and shows one where"
                        + " client-auth asks for it");
        client.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    private void warn(OncePerMinute lines, Channel client, String cause, String text) {
        if (lines.passes()) {
            log.atWarn()
                    .addKeyValue("route", route)
                    .addKeyValue("peer", peer(client))
                    .addKeyValue("cause", cause)
                    .log(text);
        }
    }

    private static String peer(Channel client) {
        return ClientEnds.source(client) instanceof InetSocketAddress remote ? PeerName.of(remote) : "unix";
    }
}
