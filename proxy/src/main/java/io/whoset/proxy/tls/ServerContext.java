package io.whoset.proxy.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/** TLS towards the clients of one route. Safe for many threads. */
public final class ServerContext {
    private final ReloadingContext<Loaded> context;

    private record Loaded(SslContext server, SslContext probe) {}

    /**
     * Reads the files.
     *
     * @throws TlsFileException naming the one that cannot be used
     */
    public ServerContext(String route, ServerTls settings) throws TlsFileException {
        List<Path> files = new ArrayList<>(List.of(settings.certificate(), settings.key()));
        if (settings.clientCa() != null) {
            files.add(settings.clientCa());
        }
        this.context = new ReloadingContext<>("route", route, files, () -> load(settings));
    }

    private static Loaded load(ServerTls settings) throws TlsFileException {
        Identity identity = Identity.read(settings.certificate(), settings.key());
        SslContextBuilder server = SslContextBuilder.forServer(identity.key(), identity.chainArray());
        Path ca = settings.clientCa();
        if (ca != null && settings.clientAuth() != ClientCertificates.NONE) {
            server.trustManager(new OwnOrSigned(identity.certificate(), Authorities.read("client-ca", ca)))
                    .clientAuth(
                            settings.clientAuth() == ClientCertificates.REQUIRE
                                    ? ClientAuth.REQUIRE
                                    : ClientAuth.OPTIONAL);
        }
        SslContextBuilder probe = SslContextBuilder.forClient()
                .keyManager(new OneIdentity(identity))
                .trustManager(new OwnOrSigned(identity.certificate(), null))
                .endpointIdentificationAlgorithm(null);
        try {
            return new Loaded(Handshakes.build(server), Handshakes.build(probe));
        } catch (SSLException e) {
            throw new TlsFileException("certificate", settings.certificate() + " cannot be used: " + e.getMessage());
        }
    }

    /** The handler of a client's new connection. */
    public SslHandler newHandler(Channel client) {
        return Handshakes.limited(context.current().server().newHandler(client.alloc()));
    }

    /** The handler of a connection of whoset's own to this very listener: believes nobody else, and shows its certificate where it must. */
    public SslHandler newProbeHandler(Channel probe) {
        return Handshakes.limited(context.current().probe().newHandler(probe.alloc()));
    }

    /** What can be read again. */
    public ReloadingContext<?> files() {
        return context;
    }
}
