package io.whoset.app.config;

import io.whoset.proxy.net.Address;
import io.whoset.proxy.tls.ClientCertificates;
import io.whoset.proxy.tls.ServerContext;
import io.whoset.proxy.tls.ServerTls;
import io.whoset.proxy.tls.TlsFileException;
import io.whoset.proxy.tls.UpstreamContext;
import io.whoset.proxy.tls.UpstreamTls;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the TLS sections of a route and tries their files, so that a broken one is named with its line. Main thread only. */
final class TlsReader {
    private @Nullable ServerTls server;
    private @Nullable UpstreamTls upstream;

    /** What a {@code tls} section said, null without one. */
    @Nullable
    ServerTls server() {
        return server;
    }

    /** What an {@code upstream-tls} section said, null without one. */
    @Nullable
    UpstreamTls upstream() {
        return upstream;
    }

    void server(YamlSection section) {
        Path certificate = path(section, "certificate");
        Path key = path(section, "key");
        Path ca = path(section, "client-ca");
        ClientCertificates clients =
                Values.word(section, "client-auth", ClientCertificates.class, ClientCertificates.NONE);
        if (certificate == null) {
            section.problem("certificate", "is missing, write the PEM file of the certificate chain");
            return;
        }
        if (clients != ClientCertificates.NONE && ca == null) {
            section.problem("client-ca", "is missing, write the PEM file of the CA that signs client certificates");
            return;
        }
        if (clients == ClientCertificates.NONE && ca != null) {
            section.problem("client-ca", "is of no use without client-auth, write client-auth: optional or require");
        }
        ServerTls settings = new ServerTls(certificate, key == null ? certificate : key, clients, ca);
        check(section, () -> new ServerContext("", settings));
        server = settings;
    }

    void upstream(YamlSection section) {
        Path certificate = path(section, "certificate");
        Path key = path(section, "key");
        if (certificate == null && key != null) {
            section.problem("key", "is of no use without certificate, write its PEM file");
            return;
        }
        UpstreamTls settings = new UpstreamTls(
                path(section, "ca"),
                Values.bool(section, "check-name", true),
                section.text("server-name"),
                certificate,
                key == null ? certificate : key);
        check(section, () -> new UpstreamContext("", settings, new Address("localhost", 1)));
        upstream = settings;
    }

    private static @Nullable Path path(YamlSection section, String key) {
        String text = section.text(key);
        return text == null ? null : Path.of(text);
    }

    private static void check(YamlSection section, Trial trial) {
        try {
            Object unused = trial.load();
        } catch (TlsFileException e) {
            section.problem(e.key(), String.valueOf(e.getMessage()));
        }
    }

    /** Loads files as the proxy will. */
    @FunctionalInterface
    private interface Trial {
        Object load() throws TlsFileException;
    }
}
