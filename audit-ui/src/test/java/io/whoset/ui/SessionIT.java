package io.whoset.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.whoset.audit.log.WriteRow;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What happens around the views: login and logout, a process that is started again, files that are taken along. */
class SessionIT extends OneBrowser {
    private static final String TOKEN = "correct-horse-battery";

    private static void login(Page page, String token) {
        page.getByLabel("Token").fill(token);
        page.keyboard().press("Enter");
    }

    @Test
    void loginAndLogout_byThePage_openAndClose() throws IOException {
        try (AuditPage visitor = new AuditPage(chromium, 1280, ColorScheme.LIGHT, TOKEN)) {
            Page page = visitor.page;
            page.navigate(visitor.ui.url("/#/findings"));
            login(page, "not-the-token-at-all");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("That is not the token");
            Axe.passes(page, "login");
            login(page, TOKEN);
            assertThat(page.locator(".accusation").first()).isVisible();

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log out"))
                    .click();

            assertThat(page.getByLabel("Token")).isVisible();
            page.navigate(visitor.ui.url("/#/findings"));
            assertThat(page.getByLabel("Token")).isVisible();
            visitor.forgiveConsole();
        }
    }

    @Test
    void process_startedAgain_thePageGoesOnLive() throws IOException {
        try (AuditPage visitor = new AuditPage(chromium, 1280, ColorScheme.DARK)) {
            Page page = visitor.page;
            visitor.visit("#/writes");
            int port = visitor.ui.port();
            visitor.ui.close();
            assertThat(page.locator(".banner").first()).containsText("Disconnected");

            try (UiFixture again = new UiFixture(port, null, null, null)) {
                SampleWrites writes = new SampleWrites(again.store);
                writes.write("web-02", visitor.nowSecond * 1_000_000, "meanwhile", "v", "text", List.of());
                assertThat(page.locator(".writes tbody tr").first()).containsText("meanwhile");
                assertThat(page.locator(".banner")).hasCount(0);
                WriteRow row = writes.write("web-03", visitor.nowSecond * 1_000_000, "after", "v", "text", List.of());
                again.feed.publish(
                        "write",
                        row.id(),
                        "{\"id\":\"" + row.id()
                                + "\",\"ts\":\"2026-01-31T12:00:00Z\",\"writer\":\"web-03\",\"cmd\":\"set\",\"key\":\"after\",\"verdict\":\"clean\"}");
                assertThat(page.locator(".writes tbody tr").first()).containsText("after");
                page.navigate("about:blank");
            }
            visitor.forgiveConsole();
        }
    }

    @Test
    void evidence_takenAlong_isAFile() throws IOException {
        try (AuditPage visitor = new AuditPage(chromium, 1280, ColorScheme.LIGHT)) {
            Page page = visitor.page;
            visitor.ui.writeLog();
            visitor.visit("#/findings");
            page.getByText("Show the 20 writes that prove it").click();
            assertThat(page.locator("finding-view .damage").first()).containsText("hold a bad version");
            assertThat(page.getByText("Copy the lines that remove them")).isVisible();

            Download bundle = page.waitForDownload(
                    () -> page.getByText("Evidence bundle (zip)").click());

            assertThat(bundle.suggestedFilename()).matches("whoset-finding-[0-9a-f]{16}\\.zip");
            visitor.visit("#/writes?writer=web-02");
            Download csv = page.waitForDownload(() -> page.getByText("CSV").click());
            assertThat(Files.readAllLines(csv.path()).get(1)).contains("web-02");
        }
    }

    @Test
    void rowsThatAreShown_saved_areAFileOfThem() throws IOException {
        try (AuditPage visitor = new AuditPage(chromium, 1280, ColorScheme.LIGHT)) {
            visitor.writes.write("web-01", visitor.nowSecond * 1_000_000, "=HYPERLINK(\"a\")", "v", "text", List.of());
            visitor.visit("#/keys");
            assertThat(saved(visitor.page, "CSV"))
                    .anyMatch(line -> line.startsWith("\"key\",\""))
                    .anyMatch(line -> line.startsWith("\"'=HYPERLINK(\"\"a\"\")\",\""));
            visitor.visit("#/writers");
            assertThat(saved(visitor.page, "JSONL"))
                    .anyMatch(line -> line.startsWith("{") && line.contains("\"writer\":\"web-02\""));
            visitor.visit("#/findings");
            assertThat(saved(visitor.page, "JSONL")).anyMatch(line -> line.contains("\"rule\":\"dissent\""));
        }
    }

    private static List<String> saved(Page page, String form) throws IOException {
        Locator button = page.locator(".export").first().getByText(form, new Locator.GetByTextOptions().setExact(true));
        Download file = page.waitForDownload(() -> button.click());
        assertThat(file.suggestedFilename())
                .matches("whoset-(keys|writers|findings)\\." + form.toLowerCase(Locale.ROOT));
        return Files.readAllLines(file.path());
    }
}
