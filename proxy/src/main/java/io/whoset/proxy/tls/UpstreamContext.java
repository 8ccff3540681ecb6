package io.whoset.proxy.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.whoset.proxy.net.Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** TLS towards the memcached of one route. Safe for many threads. */
public final class UpstreamContext {
    private static final String MATCH_NAME = "HTTPS";

    private final ReloadingContext<SslContext> context;
    private final @Nullable String serverName;
    private final int port;

    /**
     * Reads the files.
     *
     * @throws TlsFileException naming the one that cannot be used
     */
    public UpstreamContext(String route, UpstreamTls settings, Address upstream) throws TlsFileException {
        List<Path> files = Stream.of(settings.ca(), settings.certificate(), settings.key())
                .filter(Objects::nonNull)
                .toList();
        String given = settings.serverName();
        this.serverName = given == null && !upstream.isUnix() ? upstream.host() : given;
        this.port = upstream.port();
        this.context = new ReloadingContext<>("route", route, files, () -> load(settings));
    }

    private static SslContext load(UpstreamTls settings) throws TlsFileException {
        SslContextBuilder builder =
                SslContextBuilder.forClient().endpointIdentificationAlgorithm(settings.checkName() ? MATCH_NAME : null);
        Path ca = settings.ca();
        if (ca != null) {
            builder.trustManager(Authorities.read("ca", ca));
        }
        Path certificate = settings.certificate();
        Path key = settings.key();
        if (certificate != null && key != null) {
            builder.keyManager(new OneIdentity(Identity.read(certificate, key)));
        }
        try {
            return Handshakes.build(builder);
        } catch (SSLException e) {
            throw new TlsFileException("ca", "cannot be used: " + e.getMessage());
        }
    }

    /** The handler of a new connection. */
    public SslHandler newHandler(Channel upstream) {
        String name = serverName;
        SslContext now = context.current();
        return Handshakes.limited(
                name == null ? now.newHandler(upstream.alloc()) : now.newHandler(upstream.alloc(), name, port));
    }

    /** What can be read again. */
    public ReloadingContext<?> files() {
        return context;
    }
}
