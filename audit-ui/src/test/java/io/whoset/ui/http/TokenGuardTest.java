package io.whoset.ui.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whoset.ui.AuditServerSettings;
import io.whoset.ui.UiFixture;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenGuardTest {
    private static final String TOKEN = "correct-horse-battery";

    private static UiFixture ui;

    @BeforeAll
    static void start() throws IOException {
        ui = new UiFixture(TOKEN);
    }

    @BeforeEach
    void forget() {
        ui.time.pass(TimeUnit.HOURS.toNanos(1));
    }

    @AfterAll
    static void stop() {
        ui.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/writers",
                "/api/v1/live",
                "/metrics",
                "/readyz",
                "/page/main.js",
                "/vendor/lit/index.js",
                "/none"
            })
    void get_withoutToken_is401(String path) throws Exception {
        HttpResponse<String> reply = ui.get(path);

        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(reply.headers().firstValue("www-authenticate")).hasValue("Bearer");
        assertThat(reply.body()).contains("token-required").doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer correct-horse-battery, 200",
        "bearer correct-horse-battery, 200",
        "Bearer correct-horse-batterz, 401",
        "Bearer correct-horse-batter, 401",
        "Bearer, 401",
        "Basic correct-horse-battery, 401"
    })
    void get_bearer_isCompared(String header, int status) throws Exception {
        assertThat(ui.get("/api/v1/writers", "Authorization", header).statusCode())
                .isEqualTo(status);
    }

    @Test
    void livez_withoutToken_answers() throws Exception {
        assertThat(ui.get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void page_withoutToken_leadsToTheLogin() throws Exception {
        assertThat(ui.get("/").headers().firstValue("location")).hasValue("/login");
        assertThat(ui.get("/login").body()).contains("<form method=\"post\">");
    }

    @Test
    void login_rightToken_givesACookieThatOpensAllButIsNotTheToken() throws Exception {
        HttpResponse<String> reply = ui.post("/login", "token=" + TOKEN);

        String cookie = reply.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain(TOKEN);
        assertThat(reply.statusCode()).isEqualTo(303);
        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(ui.get("/api/v1/writers", "Cookie", pair).statusCode()).isEqualTo(200);
        assertThat(ui.get("/api/v1/writers", "Cookie", pair + "0").statusCode()).isEqualTo(401);
    }

    @Test
    void logout_endsTheSession() throws Exception {
        String cookie = session();

        HttpResponse<String> reply = ui.post("/logout", "", "Cookie", cookie);

        assertThat(reply.statusCode()).isEqualTo(303);
        assertThat(reply.headers().firstValue("set-cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(ui.get("/api/v1/writers", "Cookie", cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void login_twice_givesSessionsOfTheirOwn() throws Exception {
        String one = session();
        String other = session();

        ui.post("/logout", "", "Cookie", one);

        assertThat(ui.get("/api/v1/writers", "Cookie", other).statusCode()).isEqualTo(200);
    }

    private static String session() throws Exception {
        return cookie(ui.post("/login", "token=" + TOKEN));
    }

    @Test
    void wrongTokens_tooMany_areNotLookedAtForAWhile() throws Exception {
        try (UiFixture other = new UiFixture(TOKEN)) {
            String session = cookie(other.post("/login", "token=" + TOKEN));
            for (int i = 0; i < BadTokens.BURST; i++) {
                other.get("/api/v1/writers", "Authorization", "Bearer wrong-" + i);
            }

            assertThat(other.get("/api/v1/writers", "Authorization", "Bearer " + TOKEN)
                            .body())
                    .contains("too-many-tokens");
            assertThat(other.post("/login", "token=" + TOKEN).statusCode()).isEqualTo(429);
            assertThat(other.get("/api/v1/writers", "Cookie", session).statusCode())
                    .isEqualTo(200);
            other.time.pass(TimeUnit.MINUTES.toNanos(1));
            assertThat(other.post("/login", "token=" + TOKEN).statusCode()).isEqualTo(303);
        }
    }

    private static String cookie(HttpResponse<String> reply) {
        String cookie = reply.headers().firstValue("set-cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void login_wrongToken_saysSoWithoutACookie() throws Exception {
        HttpResponse<String> reply = ui.post("/login", "token=%3Cscript%3E");

        assertThat(reply.statusCode()).isEqualTo(401);
        assertThat(reply.headers().firstValue("set-cookie")).isEmpty();
        assertThat(reply.body()).contains("That is not the token").doesNotContain("<script>");
    }

    @Test
    void settings_shortToken_areRefused() {
        assertThatThrownBy(() -> new AuditServerSettings("127.0.0.1", 0, "fifteen-letters"))
                .hasMessageContaining("fewer than 16");
        assertThat(new AuditServerSettings("127.0.0.1", 0, "sixteen-letters!").toString())
                .doesNotContain("sixteen");
    }
}
