package io.whoset.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A person chooses a stretch of time, and goes back through more writes than a page can hold. */
class TimeIT extends PageVisit {
    private static final Pattern TIMES = Pattern.compile("from=([^&]+)&to=([^&]+)");

    private void drag(Locator chart, double from, double to) {
        BoundingBox box = chart.locator(".u-over").boundingBox();
        double y = box.y + box.height / 2;
        page.mouse().move(box.x + box.width * from, y);
        page.mouse().down();
        page.mouse().move(box.x + box.width * (from + to) / 2, y);
        page.mouse().move(box.x + box.width * to, y);
        page.mouse().up();
    }

    private List<OffsetDateTime> chosen() {
        assertThat(page).hasURL(Pattern.compile(".*#/writes\\?.*from=.*"));
        Matcher times = TIMES.matcher(page.url().replace("%3A", ":"));
        assertThat(times.find()).as(page.url()).isTrue();
        return List.of(OffsetDateTime.parse(times.group(1)), OffsetDateTime.parse(times.group(2)));
    }

    @Test
    void stretchOfTheChart_draggedOver_showsItsWrites() {
        visitor.visit("#/writers");
        assertThat(page.locator("rate-chart canvas").first()).isVisible();

        drag(page.locator("rate-chart").first(), 0.8, 0.9);

        List<OffsetDateTime> times = chosen();
        assertThat(Duration.between(times.get(0), times.get(1)).toSeconds()).isBetween(60L, 120L);
        assertThat(page.locator("h2").filter(new Locator.FilterOptions().setHasText("Writes that match")))
                .isVisible();
        drag(page.locator("rate-chart").first(), 0.5, 1);
        assertThat(page)
                .not()
                .hasURL(Pattern.compile(".*from=" + Pattern.quote(times.get(0).toString()) + ".*"));
        List<OffsetDateTime> narrower = chosen();
        assertThat(narrower.get(0)).isAfter(times.get(0));
        assertThat(page.locator(".writes tr[data-row]").first()).isVisible();
    }

    @Test
    void stretchOfNow_draggedOver_showsItsWrites() {
        visitor.visit("");
        assertThat(page.locator("rate-chart canvas").first()).isVisible();

        drag(page.locator("rate-chart").first(), 0.3, 0.6);

        List<OffsetDateTime> times = chosen();
        assertThat(times.get(0)).isBefore(times.get(1));
        assertThat(page.locator(".writes tr[data-row]").first()).isVisible();
    }

    @Test
    void longerTime_chosen_isAskedWithCoarserBuckets() {
        visitor.visit("#/writers");
        assertThat(page.locator("time-chart header .muted").first()).containsText("mean of each 5 s");

        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("24 h").setExact(true))
                .click();

        assertThat(page.locator("time-chart header .muted").first()).containsText("mean of each 300 s");
        assertThat(page.locator("time-chart h2").nth(1)).hasText("Findings");
    }

    @Test
    void chartAboveWrites_filtered_countsTheWritesThatMatch() {
        visitor.visit("#/writes?writer=web-03");

        assertThat(page.locator("time-chart header .muted").first()).containsText("writes that match");
        assertThat(page.locator("rate-chart").first())
                .hasAttribute("aria-label", Pattern.compile("Writes per second of web-03;.*"));
    }

    @Test
    void manyOlderWrites_askedFor_neverFillThePage() {
        visitor.visit("#/writes");
        Locator rows = page.locator(".writes tr[data-row]");
        for (int pages = 2; pages <= 6; pages++) {
            page.getByText("Older writes").click();
            assertThat(rows).hasCount(Math.min(400, pages * 100));
        }
        assertThat(page.getByText("Newer writes are left out here")).isVisible();

        page.getByText("Back to the newest").click();

        assertThat(rows).hasCount(100);
    }

    @Test
    void times_givenByTheForm_areLocal() {
        visitor.visit("#/writes");
        page.getByLabel("From (local time)").fill("2026-01-31T12:00:05");
        page.locator(".filters button").click();

        Object utc = page.evaluate("new Date('2026-01-31T12:00:05').toISOString()");
        assertThat(page.url().replace("%3A", ":")).contains("from=" + utc);
        assertThat(page.locator(".writes tr[data-row] time").first()).hasAttribute("title", Pattern.compile(".* UTC"));
    }
}
