package io.whoset.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search box: what a person knows leads to who it was. */
class SearchIT extends PageVisit {
    private static final String DIGEST = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";

    @BeforeEach
    void tell() {
        new SampleStories(visitor.writes).wrongName((visitor.nowSecond - 100) * 1_000_000);
        visitor.visit("");
    }

    private Locator options() {
        return page.locator("[role=option]");
    }

    private void type(String text) {
        page.keyboard().press("/");
        page.keyboard().type(text);
    }

    /** One interaction is one thing that a person does: a text typed, a key pressed, a click. */
    @Test
    void wrongNameOfUser42_fromTheStartPage_isTheGuiltyWriterInThreeInteractions() {
        int interactions = 0;
        page.locator("#search").click();
        interactions++;
        page.keyboard().type("user:42");
        interactions++;
        page.keyboard().press("Enter");
        interactions++;

        assertThat(page.locator(".lead")).containsText(Pattern.compile("poison\\s+web-07 set it"));
        assertThat(page.locator(".lead")).containsText("stored version 7 again");
        assertThat(interactions).isLessThanOrEqualTo(3);
    }

    @Test
    void beginOfAKey_typed_offersItAndTheArrowTakesIt() {
        type("user");
        assertThat(options().first()).containsText("user:42");
        assertThat(options().first().locator(".verdict")).hasText("poison");

        page.keyboard().press("ArrowDown");

        assertThat(page.locator("#search")).hasAttribute("aria-activedescendant", "offer-0");
        assertThat(page.locator("#search")).hasAttribute("aria-expanded", "true");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1.subject")).hasText("user:42");
        assertThat(page.locator(".offers")).isHidden();
    }

    @Test
    void filterWord_begun_isCompletedWordByWord() {
        type("wri");
        assertThat(options().first()).containsText("writer:");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.locator("#search")).hasValue("writer:");
        page.keyboard().type("07");
        assertThat(options()).hasCount(1);
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Enter");
        assertThat(page.locator("#search")).hasValue("writer:web-07 ");
        page.keyboard().type("verdict:bad cmd:set since:2h");
        page.keyboard().press("Enter");

        assertThat(page.locator(".writes tr[data-row]").first()).containsText("web-07");
        assertThat(page.locator(".writes tr[data-row] .verdict.clean")).hasCount(0);
        assertThat(page.url()).contains("writer=web-07", "verdict=bad", "cmd=set", "from=20");
    }

    @Test
    void escape_pressed_closesTheOffersAndThenLeaves() {
        type("user");
        assertThat(options().first()).isVisible();

        page.keyboard().press("Escape");
        assertThat(page.locator(".offers")).isHidden();
        assertThat(page.locator("#search")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("#search")).not().isFocused();
    }

    @Test
    void wordThatMeansNothing_isSaid() {
        type("verdict:evil since:2h");
        page.keyboard().press("Enter");

        assertThat(page.locator("search-box .wrong")).containsText("verdict: does not take \"evil\"");
    }

    @Test
    void filterThatIsWrong_isSaidByTableAndChart_andClearedByOneClick() {
        visitor.visit("#/writes?digest=abc");

        assertThat(page.locator("write-stream .state.error")).containsText("digest");
        assertThat(page.locator("time-chart .state.error")).containsText("digest");
        visitor.forgiveConsole();
        page.locator(".filters .clear").click();
        assertThat(page.locator(".writes tr[data-row]").first()).isVisible();
        assertThat(page.locator(".state.error")).hasCount(0);
    }

    @Test
    void prefix_searched_listsItsKeys() {
        type("user:*");
        page.keyboard().press("Enter");

        assertThat(page.locator(".keys tbody tr")).hasCount(1);
        assertThat(page.locator(".keys tbody tr")).containsText(Pattern.compile("user:42.*web-07", Pattern.DOTALL));
    }

    @Test
    void hostileWriterAndKey_offered_stayText() {
        visitor.writes.write(
                "<img src=x onerror=alert(1)>7", visitor.nowSecond * 1_000_000, "<b>x</b>", "v", "text", List.of());
        type("<");

        assertThat(page.locator(".offers")).containsText("<b>x</b>");
        assertThat(page.locator(".offers")).containsText("<img src=x onerror=alert(1)>7");
        assertThat(page.locator(".offers img, .offers b, .offers script")).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user:42 | #/keys/user%3A42",
                "user:* | #/keys?prefix=user%3A",
                "web-07 | #/writers/web-07",
                "writer:web-07 | #/writers/web-07",
                "writer:10.1.2.3 | #/writes?writer=10.1.2.3",
                "key:writer:7 | #/keys/writer%3A7",
                "sha256:" + DIGEST + " | #/writes?digest=sha256%3A" + DIGEST,
                DIGEST + " | #/writes?digest=sha256%3A" + DIGEST,
                "writer:\"web 1\" cmd:set | #/writes?writer=web+1&cmd=set",
                "process:php-fpm cmd:set | #/writes?process=php-fpm&cmd=set",
                "process:\"4711 php-fpm\" | #/writes?process=4711+php-fpm",
                "verdict:bad user:* | #/writes?verdict=bad&prefix=user%3A",
                "cmd:set since:1h | #/writes?cmd=set&from=2026-01-31T11%3A00%3A00.000Z",
                "from:2026-01-31T12:00 to:2026-01-31T14:00+01:00 | #/writes?from=2026-01-31T12%3A00%3A00.000Z&to=2026-01-31T13%3A00%3A00.000Z",
                "a b | #/keys/a%20b"
            })
    void text_leadsTo(String text, String address) {
        Object href = page.evaluate(
                "t => import('/page/searchwords.js').then(m => m.destination(t, ['web-07'], Date.parse('2026-01-31T12:00:00Z')).href)",
                text);

        assertThat(href).isEqualTo(address);
    }
}
