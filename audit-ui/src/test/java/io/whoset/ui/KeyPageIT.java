package io.whoset.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person reads from a key's versions. */
class KeyPageIT extends PageVisit {
    @BeforeEach
    void tell() {
        SampleStories stories = new SampleStories(visitor.writes);
        stories.wrongName((visitor.nowSecond - 100) * 1_000_000);
        stories.otherFormats((visitor.nowSecond - 50) * 1_000_000);
    }

    private Locator rows(String kind) {
        return page.locator(".diff tr.diffed." + kind);
    }

    @Test
    void json_otherOrderOfKeys_onlyTheValuesDiffer() {
        visitor.visit("#/keys/user:42");

        assertThat(page.locator(".lead")).containsText("web-07 set it");
        assertThat(page.locator(".compare header")).containsText("against web-04");
        assertThat(page.locator(".diff tbody tr")).hasCount(5);
        assertThat(rows("changed").filter(new Locator.FilterOptions().setHasText("version")))
                .containsText(java.util.regex.Pattern.compile("changed\\s*version\\s*8\\s*7"));
        assertThat(rows("added")).containsText("admin");
        assertThat(rows("removed")).containsText("\"editor\"");
    }

    @Test
    void keyOfManyWrites_isListedInWhole() {
        for (int i = 0; i < 120; i++) {
            visitor.writes.write(
                    "web-0" + i % 3, visitor.nowSecond * 1_000_000 + i, "busy:1", "value " + i, "text", List.of());
        }
        visitor.visit("#/keys/busy:1");

        assertThat(page.locator(".timeline .version")).hasCount(120);
        assertThat(page.locator(".summary")).containsText("120 writes");
    }

    @Test
    void versions_chosenByKeyboard_areInTheAddress() {
        visitor.visit("#/keys/user:42");
        assertThat(page.locator(".diff")).isVisible();

        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("c");

        assertThat(page.locator(".compare header")).containsText("web-04 clean against web-01 clean");
        page.keyboard().press("x");
        assertThat(page.locator(".compare header")).containsText("web-01 clean against web-04 clean");
        page.reload();
        assertThat(page.locator(".compare header")).containsText("web-01 clean against web-04 clean");
    }

    @Test
    void versions_chosenByMouse_areCompared() {
        visitor.visit("#/keys/user:42");

        page.locator(".timeline .version").last().getByText("Compare").click();
        assertThat(page.locator(".compare header")).containsText("web-01 clean against");
        page.getByLabel("Was")
                .selectOption(page.locator(".timeline .version").first().getAttribute("data-id"));

        assertThat(page.locator(".compare header")).containsText("web-01 clean against web-07 poison");
    }

    @Test
    void text_hostile_isMarkedByCharactersAndStaysText() {
        visitor.visit("#/keys/page:home");

        assertThat(rows("changed").locator(".was mark")).hasText("Ada");
        assertThat(rows("changed").locator(".is mark")).hasText("Bob");
        assertThat(rows("added")).containsText("<img src=x onerror=alert(1)>");
        assertThat(page.locator("main img")).hasCount(0);
    }

    @Test
    void binary_compared_showsBytes() {
        visitor.visit("#/keys/blob:9");

        assertThat(page.locator(".by-bytes tr.changed .is mark").first()).hasText("58");
        assertThat(page.locator(".by-bytes tr.changed").first()).containsText("1f 8b 08 00 61 62");
    }

    @Test
    void preview_cut_saysHowMuchIsKept() {
        visitor.visit("");
        Object said =
                page.evaluate("import('/page/diff.js').then(m => m.cut({ preview: 'x'.repeat(256), bytes: 4812 }))");

        assertThat(said).isEqualTo("first 256 bytes of 4,812");
    }

    @Test
    void json_numbersBeyondADouble_differ() {
        visitor.visit("");

        assertThat(ops("{\"id\":9007199254740993}", "{\"id\":9007199254740992}"))
                .isEqualTo(List.of("~ id"));
        assertThat(ops("[1,2,3]", "[0,1,2,3]")).isEqualTo(List.of("+ [0]"));
        assertThat(ops("{\"a\":{\"b\":1}}", "{\"a\":{\"b\":\"1\"}}")).isEqualTo(List.of("~ a.b"));
        assertThat(ops("{\"__proto__\":1,\"a b\":2}", "{\"a b\":3}")).isEqualTo(List.of("~ [\"a b\"]", "- __proto__"));
    }

    private Object ops(String was, String now) {
        return page.evaluate(
                "([a, b]) => import('/page/jsondiff.js').then(m => m.jsonRows(m.parsed(a).value, m.parsed(b).value)"
                        + ".filter(r => r.op !== ' ').map(r => r.op + ' ' + r.path))",
                List.of(was, now));
    }
}
