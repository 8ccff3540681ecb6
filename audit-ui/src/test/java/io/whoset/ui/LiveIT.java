package io.whoset.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.whoset.audit.log.FindingRow;
import io.whoset.audit.log.WriteRow;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The stream and the store tell the page the same at different times: what either told is shown, once, and stays. */
class LiveIT extends PageVisit {
    /** Writes that the page's store does not have yet. */
    private final SampleWrites unread = new SampleWrites(new SampleStore());

    private boolean told;
    private int asked;

    @Test
    void line_heardBeforeTheFirstAnswer_isShown() {
        page.route("**/api/v1/writes?*", this::answeredWhileALineComes);

        visitor.visit("#/writes");

        assertThat(firstWrite()).containsText("early:1");
        assertThat(page.locator(".writes tr[data-row]").filter(new Locator.FilterOptions().setHasText("early:1")))
                .hasCount(1);
    }

    @Test
    void writer_whoseDamageTakesLongToFind_isShownAtOnce_andTheDamageOnceItIsThere() {
        page.route("**/api/v1/writers/web-07/damage", route -> {
            asked++;
            var answer = route.fetch();
            assertThat(page.locator("dl.numbers.wide")).isVisible();
            assertThat(page.locator(".damage")).hasCount(0);
            page.waitForTimeout(3_500);
            route.fulfill(new Route.FulfillOptions().setResponse(answer));
        });

        visitor.visit("#/writers/web-07");

        assertThat(page.locator(".damage")).isVisible();
        page.waitForTimeout(3_500);
        assertThat(asked).isEqualTo(1);
    }

    /** The page may ask twice before it has any answer: neither comes before the line, which comes once. */
    private void answeredWhileALineComes(Route route) {
        var answer = route.fetch();
        assertThat(page.locator(".connection.live").first()).isVisible();
        if (!told) {
            told = true;
            visitor.ui.feed.publish(unread("early:1"));
        }
        page.waitForTimeout(600);
        route.fulfill(new Route.FulfillOptions().setResponse(answer));
    }

    @Test
    void line_thatTheStoreDoesNotHaveYet_staysWhenAskedAgain() {
        visitor.visit("#/writes");
        visitor.ui.feed.publish(unread("unread:1"));
        assertThat(firstWrite()).containsText("unread:1");

        button("Pause").click();
        var answered = page.waitForResponse(
                "**/api/v1/writes?*", () -> button("Resume").click());

        assertThat(answered.text()).doesNotContain("unread:1");
        page.waitForTimeout(300);
        assertThat(firstWrite()).containsText("unread:1");
    }

    @Test
    void key_writtenASecondBeforeTheStoreHasIt_isShown() {
        WriteRow first = unread("slow:1");
        visitor.ui.store.add(first);
        visitor.visit("#/keys/slow:1");
        assertThat(page.locator(".timeline .version")).hasCount(1);

        WriteRow second = unread("slow:1");
        visitor.ui.feed.publish(second);
        page.waitForResponse("**/api/v1/writes?*", () -> {});
        visitor.ui.store.add(second);

        assertThat(page.locator(".timeline .version")).hasCount(2);
    }

    @Test
    void finding_heardASecondBeforeTheStoreHasIt_isShown() {
        visitor.visit("#/findings");
        assertThat(page.getByText("web-08 is next")).hasCount(0);
        WriteRow proof = unread("slow:1");
        FindingRow finding = new FindingRow(
                proof.id(),
                visitor.nowSecond * 1_000_000,
                "web-08",
                "stale",
                "regression",
                "web-08 is next",
                List.of(),
                new TreeMap<>(),
                List.of());

        page.waitForResponse(
                "**/api/v1/findings?*",
                () -> visitor.ui.feed.publish("finding", finding.id(), """
                {"v":1,"event":"finding","ts":"2026-01-31T12:00:00.000001Z","id":"%s","writer":"web-08","verdict":"stale",\
                "rule":"regression","why":"web-08 is next","evidence":{}}""".formatted(finding.id())));
        visitor.ui.store.add(finding);

        assertThat(page.locator("main").getByText("web-08 is next").first()).isVisible();
    }

    @Test
    void writes_ofAProcess_areAskedForInTheFormAndFollowedLive() {
        visitor.visit("#/writes");
        page.getByLabel("Process").fill("4711");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("process=4711$"));
        Locator others =
                page.locator(".writes tr[data-row]").filter(new Locator.FilterOptions().setHasNotText("web-04"));
        assertThat(firstWrite()).containsText("web-04");
        assertThat(others).hasCount(0);

        visitor.ui.feed.publish(unread("web-05", "other:1"));
        visitor.ui.feed.publish(unread("own:1"));

        assertThat(firstWrite()).containsText("own:1");
        assertThat(others).hasCount(0);
    }

    private WriteRow unread(String key) {
        return unread("web-04", key);
    }

    private WriteRow unread(String writer, String key) {
        return unread.write(writer, visitor.nowSecond * 1_000_000, key, "hello", "text", List.of());
    }

    private Locator firstWrite() {
        return page.locator(".writes tbody tr").first();
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
