package io.whoset.ui.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests to a loopback server that were addressed to another name: a web page of a stranger whose name was rebound to
 * 127.0.0.1 (DNS rebinding) sends its own name as Host.
 *
 * <p>Immutable.
 */
public final class HostGuard {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

    private final String host;
    private final boolean onlyPlain;

    /** Allows the names of loopback, and the name that was bound; where TLS is for others than this machine only plain requests are looked at. */
    public HostGuard(String host, boolean onlyPlain) {
        this.host = host.toLowerCase(Locale.ROOT);
        this.onlyPlain = onlyPlain;
    }

    /** Passes the request on, or refuses it. */
    public HttpResponse check(HttpService next, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        boolean looked = !onlyPlain || !ctx.sessionProtocol().isTls();
        if (looked && !allows(request.authority())) {
            throw new ApiError(
                    421,
                    "wrong-host",
                    "Host: saw another name than the one that whoset serves; use http://127.0.0.1 or localhost");
        }
        return next.serve(ctx, request);
    }

    boolean allows(@Nullable String authority) {
        if (authority == null) {
            return false;
        }
        String name = PORT.matcher(authority.toLowerCase(Locale.ROOT)).replaceFirst("");
        return name.equals(host) || LOOPBACK.matcher(name).matches();
    }
}
