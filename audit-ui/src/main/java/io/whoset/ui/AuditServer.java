package io.whoset.ui;

import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.Server;
import io.whoset.ui.live.LiveReplay;
import io.whoset.ui.live.LiveStream;
import io.whoset.ui.state.AuditSources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletionException;

/**
 * The web server of one whoset process: page, API, live stream, metrics, health.
 *
 * <p>Safe for many threads.
 */
public final class AuditServer implements AutoCloseable {
    private final Server server;
    private final LiveStream liveStream;
    private final boolean isTls;

    private AuditServer(Server server, LiveStream liveStream, boolean isTls) {
        this.server = server;
        this.isTls = isTls;
        this.liveStream = liveStream;
    }

    /**
     * Binds and serves.
     *
     * @throws IllegalArgumentException where the settings would show the audit to strangers
     * @throws IOException where the address cannot be bound
     */
    public static AuditServer start(AuditServerSettings settings, AuditSources sources) throws IOException {
        InetSocketAddress bind = bindable(settings);
        LiveStream liveStream = new LiveStream(sources.live(), new LiveReplay(sources.store()));
        Routes routes = new Routes(sources, liveStream);
        Server server = routes.on(bind, settings);
        try {
            server.start().join();
        } catch (CompletionException e) {
            server.close();
            throw new IOException(refusal(settings, e), e);
        }
        return new AuditServer(server, liveStream, settings.tls() != null);
    }

    private static InetSocketAddress bindable(AuditServerSettings settings) throws IOException {
        InetAddress host = InetAddress.getByName(settings.host());
        if (!host.isLoopbackAddress() && settings.token() == null) {
            throw new IllegalArgumentException("ui: saw " + settings.host() + ":" + settings.port()
                    + " without a token, expected a token wherever others than this machine can connect;"
                    + " give one, or bind 127.0.0.1");
        }
        return new InetSocketAddress(host, settings.port());
    }

    private static String refusal(AuditServerSettings settings, CompletionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return "ui: cannot listen on " + settings.host() + ":" + settings.port() + " (" + cause.getMessage()
                + "), choose another address or stop what listens there";
    }

    /** Where it listens, with the port that it got. */
    public InetSocketAddress address() {
        return port(isTls ? SessionProtocol.HTTPS : SessionProtocol.HTTP);
    }

    /** Whether browsers reach it by TLS. */
    public boolean isTls() {
        return isTls;
    }

    /** Where callers of this machine find it without TLS: the same, or a port of its own on loopback. */
    public InetSocketAddress plainAddress() {
        return port(SessionProtocol.HTTP);
    }

    private InetSocketAddress port(SessionProtocol protocol) {
        return Objects.requireNonNull(server.activePort(protocol), "started").localAddress();
    }

    /** Ends live streams, then stops; returns when the address is free again. */
    @Override
    public void close() {
        liveStream.close();
        server.stop().join();
    }
}
