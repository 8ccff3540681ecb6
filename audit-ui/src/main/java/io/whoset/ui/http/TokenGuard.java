package io.whoset.ui.http;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets through who knows the token: as {@code Authorization: Bearer}, or by the cookie that the login page gave. The cookie holds a
 * digest of the token, so that a stolen cookie does not tell it.
 *
 * <p>Immutable. Comparisons take the same time wherever the texts differ.
 */
public final class TokenGuard {
    private static final String COOKIE = "whoset_session";
    private static final String BEARER = "bearer ";
    private static final Set<String> OPEN = Set.of("/livez", "/login", "/login.css", "/favicon.ico");

    private final byte[] tokenDigest;
    private final byte @Nullable [] localDigest;
    private final String session;

    /** A guard for this token. */
    public TokenGuard(String token) {
        this(token, null);
    }

    /** A guard for this token, and for another that only callers of this machine may use. */
    public TokenGuard(String token, @Nullable String localToken) {
        this.localDigest = localToken == null ? null : sha256(localToken);
        this.tokenDigest = sha256(token);
        this.session = HexFormat.of().formatHex(sha256("whoset session\n" + token));
    }

    /** Passes the request on, sends a browser to the login page, or refuses. */
    public HttpResponse check(HttpService next, ServiceRequestContext ctx, HttpRequest request) throws Exception {
        if (OPEN.contains(ctx.path()) || hasBearer(ctx, request) || hasSession(request)) {
            return next.serve(ctx, request);
        }
        if (ctx.path().equals("/")) {
            return HttpResponse.of(ResponseHeaders.of(HttpStatus.SEE_OTHER, HttpHeaderNames.LOCATION, "/login"));
        }
        return ErrorFunnel.reply(new ApiError(
                        401,
                        "token-required",
                        "Authorization: expected Bearer and the token that whoset was started with"))
                .mapHeaders(headers -> headers.withMutations(b -> b.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer")));
    }

    private boolean hasBearer(ServiceRequestContext ctx, HttpRequest request) {
        String header = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return false;
        }
        String token = header.substring(BEARER.length()).strip();
        return isToken(token)
                || (isLocal(ctx) && localDigest != null && MessageDigest.isEqual(sha256(token), localDigest));
    }

    private static boolean isLocal(ServiceRequestContext ctx) {
        return ctx.remoteAddress().getAddress().isLoopbackAddress();
    }

    private boolean hasSession(HttpRequest request) {
        for (Cookie cookie : request.headers().cookies()) {
            if (cookie.name().equals(COOKIE) && equal(cookie.value(), session)) {
                return true;
            }
        }
        return false;
    }

    boolean isToken(@Nullable String candidate) {
        return candidate != null && MessageDigest.isEqual(sha256(candidate), tokenDigest);
    }

    /** The cookie that stands for the token in this browser, until it is closed. */
    String sessionCookie() {
        return COOKIE + "=" + session + "; Path=/; HttpOnly; SameSite=Strict";
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
