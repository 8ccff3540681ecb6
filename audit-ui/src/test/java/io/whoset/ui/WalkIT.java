package io.whoset.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.whoset.audit.store.FindingQuery;
import io.whoset.forensics.record.Oddity;
import io.whoset.ui.state.ProcessState;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every view at both widths and in both themes: it fits, and axe finds nothing serious. */
class WalkIT extends OneBrowser {
    /** Views by the name of their picture: address, and what is there when it is whole. */
    private static Map<String, List<String>> views(String finding) {
        Map<String, List<String>> views = new LinkedHashMap<>();
        views.put("now", List.of("", "rate-chart canvas"));
        views.put("writers", List.of("#/writers", "time-chart rate-chart.low canvas"));
        views.put("writer", List.of("#/writers/web-07", ".writes tr"));
        views.put("keys", List.of("#/keys?prefix=user", ".keys tbody tr"));
        views.put("key", List.of("#/keys/user:42", ".timeline .version"));
        views.put("writes", List.of("#/writes?verdict=bad", ".writes tr"));
        views.put("findings", List.of("#/findings", ".accusation"));
        views.put("finding", List.of("#/findings/" + finding, ".writes tr"));
        return views;
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void everyView_fitsAndIsAccessible(int width, ColorScheme scheme) throws IOException {
        try (AuditPage visitor = new AuditPage(chromium, width, scheme)) {
            new SampleStories(visitor.writes).wrongName((visitor.nowSecond - 100) * 1_000_000);
            String finding = visitor.ui
                    .store
                    .findings(FindingQuery.newest(1))
                    .items()
                    .get(0)
                    .id();
            views(finding).forEach((name, view) -> {
                visitor.visit(view.get(0));
                assertThat(visitor.page.locator(view.get(1)).first()).isVisible();
                look(visitor.page, name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT));
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "390, DARK"})
    void states_fitAndAreAccessible(int width, ColorScheme scheme) throws IOException {
        String end = "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        try (AuditPage visitor = new AuditPage(chromium, width, scheme)) {
            visitor.ui.state = new ProcessState(
                    Map.of(),
                    Map.of(),
                    2,
                    17,
                    false,
                    0,
                    List.of(new ProcessState.Bypass("users", true, 12, List.of("10.0.0.9:4711"))));
            visitor.visit("#/keys/nobody:1");
            assertThat(visitor.page.locator(".banner.record"))
                    .containsText("around whoset on route users, at least 12");
            assertThat(visitor.page.locator(".banner.record")).containsText("17 writes could not be recorded");
            look(visitor.page, "unknown" + end);

            visitor.page.keyboard().press("/");
            visitor.page.keyboard().type("w");
            assertThat(visitor.page.locator("[role=option]").first()).isVisible();
            look(visitor.page, "search" + end);

            visitor.ui.state = UiFixture.STATE;
            visitor.ui.store.clear();
            visitor.visit("#/writers");
            assertThat(visitor.page.getByText("No write has passed yet")).isVisible();
            look(visitor.page, "empty" + end);
        }
    }

    @Test
    void keyboard_alone_reachesEveryView() throws IOException {
        try (AuditPage visitor = new AuditPage(chromium, 1280, ColorScheme.LIGHT)) {
            Page page = visitor.page;
            visitor.visit("");
            Map.of("gr", "Writers", "gk", "Keys", "gw", "Writes", "gf", "Findings")
                    .forEach((chord, heading) -> {
                        page.keyboard().press(chord.substring(0, 1));
                        page.keyboard().press(chord.substring(1));
                        assertThat(page.locator("h1")).hasText(heading);
                        assertThat(page.locator("nav [aria-current=page]")).hasText(heading);
                        assertThat(page.locator("main")).isFocused();
                    });
            page.keyboard().press("g");
            page.keyboard().press("r");
            assertThat(page.locator(".ranking tbody tr")).hasCount(9);
            page.keyboard().press("j");
            page.keyboard().press("Enter");
            assertThat(page.locator("h1.subject")).containsText("web-07");
            page.keyboard().press("?");
            assertThat(page.locator("dialog[open]")).containsText("writers");
            Axe.passes(page, "dialog");
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog[open]")).hasCount(0);
        }
    }

    @Test
    void hostileWriterAndPayload_onEveryView_stayText() throws IOException {
        String hostile = "<script>document.title='owned'</script>7";
        try (AuditPage visitor = new AuditPage(chromium, 1280, ColorScheme.LIGHT)) {
            long micros = visitor.nowSecond * 1_000_000;
            visitor.writes.write("web-01", micros, hostile, "<svg onload=alert(1)>", "html", List.of());
            visitor.writes.write(hostile, micros + 9, hostile, hostile, "html", List.of(new Oddity(hostile, hostile)));
            String name = URLEncoder.encode(hostile, StandardCharsets.UTF_8).replace("+", "%20");
            for (String view : List.of("", "#/writers", "#/writers/" + name, "#/keys", "#/keys/" + name, "#/writes")) {
                visitor.visit(view);
                assertThat(visitor.page.locator("main")).containsText("<script>document.title");
                assertThat(visitor.page.locator("main script, main svg[onload]"))
                        .hasCount(0);
                assertThat(visitor.page.title()).isNotEqualTo("owned");
            }
        }
    }

    private static void look(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", "walk-" + name + ".png")));
        Object overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(overflow).as("horizontal scroll of %s", name).isEqualTo(0);
        Axe.passes(page, name);
    }
}
