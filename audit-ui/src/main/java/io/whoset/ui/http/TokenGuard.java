package io.whoset.ui.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.whoset.forensics.record.TimeSource;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets through who knows the token: as {@code Authorization: Bearer}, or by the cookie of a session that the login page began. After too many wrong
 * tokens of an address none of it is looked at for a while.
 *
 * <p>Safe for many threads. Comparisons take the same time wherever the texts differ.
 */
public final class TokenGuard {
    private static final String COOKIE = "whoset_session";
    private static final String BEARER = "bearer ";
    private static final Set<String> OPEN = Set.of("/livez", "/login", "/login.css", "/favicon.ico");

    private final byte[] tokenDigest;
    private final byte @Nullable [] localDigest;
    private final Sessions sessions = new Sessions();
    private final BadTokens wrong;

    /** A guard for this token, and for another that only callers of this machine may use. */
    public TokenGuard(String token, @Nullable String localToken, TimeSource time) {
        this.localDigest = localToken == null ? null : sha256(localToken);
        this.tokenDigest = sha256(token);
        this.wrong = new BadTokens(time);
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
        return isRight(ctx, header.substring(BEARER.length()).strip());
    }

    /** Whether this is the token, or the one for callers of this machine; a wrong one is counted. */
    private boolean isRight(ServiceRequestContext ctx, String candidate) {
        InetAddress caller = ctx.remoteAddress().getAddress();
        byte[] digest = sha256(candidate);
        if (localDigest != null && caller.isLoopbackAddress() && MessageDigest.isEqual(digest, localDigest)) {
            return true;
        }
        if (wrong.isTooMany(caller)) {
            throw new ApiError(
                    429, "too-many-tokens", "too many wrong tokens from this address, wait a minute and try again");
        }
        boolean right = MessageDigest.isEqual(digest, tokenDigest);
        if (!right) {
            wrong.note(caller);
        }
        return right;
    }

    private boolean hasSession(HttpRequest request) {
        return request.headers().cookies().stream()
                .anyMatch(cookie -> cookie.name().equals(COOKIE) && sessions.isOpen(cookie.value()));
    }

    /**
     * The cookie of a new session, until the browser is closed; null where the token is wrong.
     *
     * @throws ApiError 429 where too many were
     */
    @Nullable
    String login(ServiceRequestContext ctx, @Nullable String token) {
        if (token == null || !isRight(ctx, token.strip())) {
            return null;
        }
        return COOKIE + "=" + sessions.begin() + attributes(ctx);
    }

    /** Ends the session of this browser; gives the cookie that removes its own. */
    String logout(ServiceRequestContext ctx, HttpRequest request) {
        request.headers().cookies().stream()
                .filter(cookie -> cookie.name().equals(COOKIE))
                .forEach(cookie -> sessions.end(cookie.value()));
        return COOKIE + "=; Max-Age=0" + attributes(ctx);
    }

    private static String attributes(ServiceRequestContext ctx) {
        return "; Path=/; HttpOnly; SameSite=Strict" + (ctx.sessionProtocol().isTls() ? "; Secure" : "");
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
