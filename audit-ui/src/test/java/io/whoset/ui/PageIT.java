package io.whoset.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.whoset.audit.log.WriteRow;
import io.whoset.testkit.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person's ways through the page, in a real browser. */
class PageIT {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static Chromium chromium;
    private static UiFixture ui;

    private final List<String> complaints = new ArrayList<>();
    private SampleWrites writes;
    private long nowSecond;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void launch() throws IOException {
        chromium = new Chromium();
        ui = new UiFixture(null);
    }

    @AfterAll
    static void quit() {
        chromium.close();
        ui.close();
    }

    @BeforeEach
    void open() {
        ui.store.clear();
        writes = new SampleWrites(ui.store);
        nowSecond = InstantSource.system().instant().getEpochSecond();
        writes.fleetUntil(nowSecond - 3);
        show(1280, ColorScheme.LIGHT);
    }

    private void show(int width, ColorScheme scheme) {
        if (context != null) {
            context.close();
        }
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setColorScheme(scheme));
        context.setDefaultTimeout(TIMEOUT_MILLIS);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    @AfterEach
    void close() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    private void visit(String hash) {
        page.navigate(ui.url("/" + hash));
        assertThat(page.locator(".connection.live").first()).isVisible();
    }

    @Test
    void ranking_oneAccused_standsFirstAndSaysWhy() {
        visit("");

        assertThat(page.locator(".headline")).hasText("web-07 stores poisonous data");
        assertThat(page.locator(".accusation .why")).containsText("\"status\": 401");
        Locator first = page.locator(".ranking tbody tr").first();
        assertThat(first).containsText("web-07");
        assertThat(first.locator(".verdict")).hasText("poison");
        assertThat(page.locator(".ranking tbody tr")).hasCount(9);
        assertThat(page.locator("rate-chart canvas")).isVisible();
    }

    @Test
    void accusation_itsLink_showsTheWritesThatProveIt() {
        visit("");

        page.getByText("Show the 20 writes that prove it").click();

        assertThat(page.locator(".writes tr[data-row]")).hasCount(20);
        assertThat(page.locator(".writes tr[data-row] .verdict.poison")).hasCount(20);
    }

    @Test
    void liveWrite_published_appearsOnTop() {
        visit("#/writes");
        WriteRow row = writes.write("web-04", nowSecond * 1_000_000, "fresh:1", "hello", "text", List.of());

        ui.feed.publish(row);

        assertThat(page.locator(".writes tbody tr").first()).containsText("fresh:1");
    }

    @Test
    void liveWrites_paused_waitUntilResumed() {
        visit("#/writes");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pause"))
                .click();

        ui.feed.publish(writes.write("web-04", nowSecond * 1_000_000, "later:1", "hello", "text", List.of()));
        assertThat(page.getByText("1 new since")).isVisible();
        assertThat(page.getByText("later:1")).hasCount(0);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Resume"))
                .click();

        assertThat(page.locator(".writes tbody tr").first()).containsText("later:1");
    }

    @Test
    void search_aKey_leadsToItsHistory() {
        visit("");
        String key = page.locator(".accusation .key").first().textContent();

        page.keyboard().press("/");
        page.keyboard().type(key);
        page.keyboard().press("Enter");

        assertThat(page.locator("h1.subject")).hasText(key);
        assertThat(page.locator(".timeline .version.poison").first()).containsText("web-07");
        assertThat(page.locator(".timeline .version.clean").first()).isVisible();
        assertThat(page.locator(".timeline .oddities").first()).containsText("dissent");
    }

    @Test
    void hostileKey_shown_staysText() {
        visit("#/writes?prefix=%3Cscript");
        assertThat(page.locator(".writes .key").first()).hasText(SampleWrites.HOSTILE_KEY);

        page.locator(".writes .key").first().click();

        assertThat(page.locator("h1.subject")).hasText(SampleWrites.HOSTILE_KEY);
        assertThat(page.locator("pre.preview")).hasText("<img src=x onerror=alert(1)>");
        assertThat(page.locator("main script, main img")).hasCount(0);
        assertThat(page.title()).doesNotContain("owned".concat(" "));
    }

    @Test
    void percentKey_searched_isNotDecodedTwice() {
        visit("");
        page.locator("#search").fill("50%25 off/%00");
        page.keyboard().press("Enter");

        assertThat(page.locator("h1.subject")).hasText("50%25 off/%00");
        assertThat(page.locator(".timeline .version")).hasCount(1);
    }

    @Test
    void unknownKey_searched_saysHowFarTheHistoryReaches() {
        visit("#/keys/nobody:1");

        assertThat(page.getByText("No write of this key is known")).isVisible();
        assertThat(page.getByText("The store reaches back to")).isVisible();
    }

    @Test
    void emptyStore_opened_saysWhatToDo() {
        ui.store.clear();
        visit("");

        assertThat(page.getByText("No write has passed yet")).isVisible();
        shot("empty-1280-light");
    }

    @Test
    void questionMark_pressed_showsTheKeys() {
        visit("");
        page.keyboard().press("?");

        assertThat(page.locator("dialog[open]")).containsText("search a key, digest or writer");
    }

    @Test
    void server_gone_pageSaysDisconnected() throws IOException {
        UiFixture other = new UiFixture(null);
        new SampleWrites(other.store).fleetUntil(nowSecond - 3);
        page.navigate(other.url("/"));
        assertThat(page.locator(".connection.live").first()).isVisible();
        other.close();

        assertThat(page.locator(".banner")).containsText("Disconnected");
        shot("lost-1280-light");
        complaints.clear();
    }

    @Test
    void login_fromADeepLink_leadsBackToIt() throws IOException {
        try (UiFixture locked = new UiFixture("correct-horse-battery")) {
            new SampleWrites(locked.store).fleetUntil(nowSecond - 3);
            page.navigate(locked.url("/#/writers/web-07"));
            shot("login-1280-light");
            page.getByLabel("Token").fill("correct-horse-battery");

            page.keyboard().press("Enter");

            assertThat(page.locator("h1.subject")).containsText("web-07");
            assertThat(page.locator(".connection.live").first()).isVisible();
            page.navigate("about:blank");
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void everyView_anyWidthAndTheme_fits(int width, ColorScheme scheme) {
        show(width, scheme);
        String name = width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        visit("");
        assertThat(page.locator("rate-chart canvas")).isVisible();
        fits("page-" + name);
        String key = page.locator(".accusation .key").first().textContent();
        visit("#/keys/" + key);
        assertThat(page.locator(".timeline .version").first()).isVisible();
        fits("key-" + name);
        visit("#/writes");
        page.locator(".writes .fold").first().click();
        fits("writes-" + name);
        visit("#/writers/web-07");
        assertThat(page.locator(".writes tr").first()).isVisible();
        fits("writer-" + name);
        visit("#/findings");
        assertThat(page.locator(".accusation")).isVisible();
        fits("findings-" + name);
    }

    private void fits(String name) {
        shot(name);
        Object overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(overflow).as("horizontal scroll of %s", name).isEqualTo(0);
    }

    private void shot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(name.startsWith("page-390")));
    }
}
