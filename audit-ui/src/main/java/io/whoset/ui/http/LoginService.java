package io.whoset.ui.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The page that asks a browser for the token and gives it the cookie.
 *
 * <p>Immutable.
 *
 * <p><b>Units, bounds</b> a wrong token is answered after half a second.
 */
public final class LoginService implements HttpService {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String NOTE = "<!--note-->";
    private static final String WRONG =
            "<p class=\"wrong\" role=\"alert\">That is not the token. It is the one whoset was started with.</p>";
    private static final String TOO_MANY =
            "<p class=\"wrong\" role=\"alert\">Too many wrong tokens came from here. Wait a minute and try again.</p>";

    private final TokenGuard guard;
    private final String html;

    /** Serves this page; its {@code <!--note-->} is where a refusal is said. */
    public LoginService(TokenGuard guard, String html) {
        this.guard = guard;
        this.html = html;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        if (request.method() == HttpMethod.POST) {
            return HttpResponse.of(request.aggregate().thenApply(form -> enter(ctx, form)));
        }
        return page(HttpStatus.OK, "");
    }

    private HttpResponse enter(ServiceRequestContext ctx, AggregatedHttpRequest form) {
        String cookie;
        try {
            cookie = guard.login(
                    ctx, QueryParams.fromQueryString(form.contentUtf8()).get("token"));
        } catch (ApiError tooMany) {
            return page(HttpStatus.valueOf(tooMany.status()), TOO_MANY);
        }
        if (cookie == null) {
            return HttpResponse.delayed(page(HttpStatus.UNAUTHORIZED, WRONG), PAUSE);
        }
        return HttpResponse.of(ResponseHeaders.of(
                HttpStatus.SEE_OTHER, HttpHeaderNames.LOCATION, "/", HttpHeaderNames.SET_COOKIE, cookie));
    }

    private HttpResponse page(HttpStatus status, String note) {
        ResponseHeaders headers = ResponseHeaders.of(
                status, HttpHeaderNames.CONTENT_TYPE, MediaType.HTML_UTF_8, HttpHeaderNames.CACHE_CONTROL, "no-store");
        return HttpResponse.of(headers, HttpData.wrap(html.replace(NOTE, note).getBytes(StandardCharsets.UTF_8)));
    }
}
