package io.whoset.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The axe accessibility engine on a page; run by the debugger, so that the page's own content security policy stays as strict as it is. Immutable. */
final class Axe {
    private static final String ENGINE = read();
    private static final String RUN = "() => axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations"
            + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
            + ".map(v => v.impact + ' ' + v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | ')))";

    private Axe() {}

    private static String read() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing serious and nothing critical is found. */
    static void passes(Page page, String view) {
        page.evaluate(ENGINE + "; undefined");
        Object found = page.evaluate(RUN);
        assertThat((List<?>) found).as("axe on %s", view).isEmpty();
        assertThat((Map<?, ?>) page.evaluate("() => ({ version: axe.version })"))
                .isNotEmpty();
    }
}
