package io.whoset.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.whoset.testkit.Chromium;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A person before the audit page of a server with the sample fleet. Confined to the test's thread. */
final class AuditPage implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    final UiFixture ui = new UiFixture(null);
    final SampleWrites writes = new SampleWrites(ui.store);
    final long nowSecond = InstantSource.system().instant().getEpochSecond();
    private final List<String> complaints = new ArrayList<>();
    private final BrowserContext context;
    final Page page;

    AuditPage(Chromium chromium, int width, ColorScheme scheme) throws IOException {
        writes.fleetUntil(nowSecond - 3);
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

    /** Opens a view by its address, and waits until it is live. */
    void visit(String hash) {
        page.navigate(ui.url("/" + hash));
        assertThat(page.locator(".connection.live").first()).isVisible();
    }

    /** Ends the visit; an error on the browser's console fails the test. */
    @Override
    public void close() {
        context.close();
        ui.close();
        assertThat(complaints).isEmpty();
    }
}
