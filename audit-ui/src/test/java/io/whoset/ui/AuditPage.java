package io.whoset.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.whoset.testkit.Chromium;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person before the audit page of a server with the sample fleet. Confined to the test's thread. */
final class AuditPage implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    final UiFixture ui;
    final SampleWrites writes;
    final long nowSecond = InstantSource.system().instant().getEpochSecond();
    private final List<String> complaints = new ArrayList<>();
    private final BrowserContext context;
    final Page page;

    AuditPage(Chromium chromium, int width, ColorScheme scheme) throws IOException {
        this(chromium, width, scheme, null);
    }

    AuditPage(Chromium chromium, int width, ColorScheme scheme, @Nullable String token) throws IOException {
        PlaywrightAssertions.setDefaultAssertionTimeout(TIMEOUT_MILLIS);
        ui = new UiFixture(token);
        writes = new SampleWrites(ui.store);
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
        String own = ui.url("/");
        page.onRequest(request -> {
            String url = request.url();
            if (!url.startsWith(own) && !url.startsWith("data:") && !url.startsWith("blob:")) {
                complaints.add("asked another server: " + url);
            }
        });
    }

    /** Opens a view by its address, and waits until it is live. */
    void visit(String hash) {
        page.navigate(ui.url("/" + hash));
        assertThat(page.locator(".connection.live").first()).isVisible();
    }

    /** Forgets what the browser's console told so far: a server that is away is one of the things that it tells. */
    void forgiveConsole() {
        complaints.clear();
    }

    /** Ends the visit; an error on the browser's console fails the test. */
    @Override
    public void close() {
        context.close();
        ui.close();
        assertThat(complaints).isEmpty();
    }
}
