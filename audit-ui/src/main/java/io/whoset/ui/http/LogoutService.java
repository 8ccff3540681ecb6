package io.whoset.ui.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;

/**
 * {@code POST /logout}: ends the browser's session and leads to the login page. No other site can send it along: the cookie is SameSite=Strict.
 *
 * <p>Immutable.
 */
public final class LogoutService implements HttpService {
    private final TokenGuard guard;

    /** Ends sessions of this guard. */
    public LogoutService(TokenGuard guard) {
        this.guard = guard;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        return HttpResponse.of(ResponseHeaders.of(
                HttpStatus.SEE_OTHER,
                HttpHeaderNames.LOCATION,
                "/login",
                HttpHeaderNames.SET_COOKIE,
                guard.logout(ctx, request)));
    }
}
