package io.whoset.app.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.whoset.testkit.Chromium;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit page over the real thing: the demo's traffic, in a real browser. Its screenshots are the documentation's. */
class AuditPageIT {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final int ACCUSED_WITHIN_MILLIS = 25_000;

    @TempDir
    Path dir;

    @Test
    void page_demoRuns_namesTheBadWriterAndShowsWhoSetAKey() throws Exception {
        try (WhosetProcess demo = WhosetProcess.start(dir, "demo", "--ui", "127.0.0.1:0");
                Chromium chromium = new Chromium()) {
            String address = demo.page();
            try (BrowserContext context = open(chromium, 1280, ColorScheme.LIGHT)) {
                Page page = context.newPage();
                page.navigate(address);
                assertThat(page.locator(".headline"))
                        .containsText("127.0.1.9", new ContainsTextOptions().setTimeout(ACCUSED_WITHIN_MILLIS));
                assertThat(page.locator(".accusation .why").first()).containsText("\"status\": 401");
                assertThat(page.locator(".ranking tbody tr").first()).containsText("127.0.1.9");
                assertThat(page.locator(".ranking tbody tr")).hasCount(9);
                // the picture for the documentation shows a chart that has something to show
                page.waitForTimeout(10_000);
                shoot(page, "demo-1280-light");

                page.locator(".accusation a[href^='#/keys/']").first().click();
                assertThat(page.locator("body")).containsText("127.0.1.9");
                shoot(page, "demo-key-1280-light");
            }
            for (ColorScheme scheme : ColorScheme.values()) {
                if (scheme != ColorScheme.NO_PREFERENCE) {
                    narrow(chromium, address, scheme);
                }
            }
            Assertions.assertEquals(ExitCode.DONE, demo.terminate());
        }
    }

    private static void narrow(Chromium chromium, String address, ColorScheme scheme) {
        try (BrowserContext context = open(chromium, 390, scheme)) {
            Page page = context.newPage();
            page.navigate(address);
            assertThat(page.locator(".ranking tbody tr").first()).containsText("127.0.1.9");
            Assertions.assertEquals(390, page.evaluate("document.documentElement.scrollWidth"));
            shoot(page, "demo-390-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private static BrowserContext open(Chromium chromium, int width, ColorScheme scheme) {
        return chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 900)
                        .setColorScheme(scheme));
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }
}
