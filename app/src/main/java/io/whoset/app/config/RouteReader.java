package io.whoset.app.config;

import io.whoset.proxy.RouteOptions;
import io.whoset.proxy.header.SendProxy;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code routes}. Main thread only. */
final class RouteReader {
    private static final PosixFilePermission[] BITS = {
        PosixFilePermission.OTHERS_EXECUTE,
        PosixFilePermission.OTHERS_WRITE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_READ
    };

    private RouteReader() {}

    /** What clients begin with. */
    enum ProxyProtocol {
        OFF,
        ACCEPT
    }

    /** The route; its number gives it a name where it has none. */
    static RouteConfig read(YamlSection section, int number) {
        String name = section.text("name");
        String listen = required(section, "listen", "HOST:PORT or unix:/path");
        String upstream = required(section, "upstream", "HOST:PORT, unix:/path or embedded");
        boolean asciiAuth = Values.bool(section, "ascii-auth", false);
        RouteOptions options = options(section, listen);
        if (upstream.equals("embedded") && options.upstreamTls() != null) {
            section.problem("upstream-tls", "the embedded memcached speaks no TLS, take this away");
        }
        if (upstream.equals("embedded") && options.sendProxy() != SendProxy.OFF) {
            section.problem("send-proxy", "the embedded memcached takes no PROXY header, take this away");
        }
        if (upstream.equals("embedded") && options.bypassCheck()) {
            section.problem("bypass-check", "nobody reaches the embedded memcached but through whoset, take this away");
        }
        return new RouteConfig(name == null ? "route" + number : name, listen, upstream, asciiAuth, options);
    }

    private static String required(YamlSection section, String key, String expected) {
        String text = section.text(key);
        if (text == null) {
            section.problem(key, "is missing, write " + expected);
        }
        return text == null ? "" : text;
    }

    private static RouteOptions options(YamlSection section, String listen) {
        TlsReader tls = new TlsReader();
        section.section("tls", tls::server);
        section.section("upstream-tls", tls::upstream);
        return new RouteOptions(
                Values.word(section, "proxy-protocol", ProxyProtocol.class, ProxyProtocol.OFF) == ProxyProtocol.ACCEPT,
                Values.word(section, "send-proxy", SendProxy.class, SendProxy.OFF),
                socketMode(section, listen),
                tls.server(),
                tls.upstream(),
                Values.bool(section, "bypass-check", false));
    }

    private static @Nullable Set<PosixFilePermission> socketMode(YamlSection section, String listen) {
        String text = section.text("socket-mode");
        if (text == null) {
            return null;
        }
        if (!listen.startsWith("unix:")) {
            section.problem("socket-mode", "is for a unix:/path listener only, take it away");
        }
        if (!text.matches("0?[0-7]{3}")) {
            section.problem("socket-mode", Values.saw(text) + "three octal digits, such as 0660");
            return null;
        }
        int mode = Integer.parseInt(text, 8);
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < BITS.length; bit++) {
            if ((mode & (1 << bit)) != 0) {
                permissions.add(BITS[bit]);
            }
        }
        return permissions;
    }
}
