package io.whoset.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that are packed: the page looks inside of them. */
class PackedIT extends OneBrowser {
    /** Packed by the formats' own tools. */
    @ParameterizedTest
    @CsvSource({
        "lz4, BCJNGGRAp0gAAAD2F3sic3RhdHVzIjogNDAxLCAidGl0bGUiOiBudWxsLCAiYXJ0aXN0EAAwdGFnLACjW10sICJwbGF5cxsAH31JAHpQbnVsbH0AAAAABZAlLg==",
        "snappy, /wYAAHNOYVBwWQBPAABsysI72wGYeyJzdGF0dXMiOiA0MDEsICJ0aXRsZSI6IG51bGwsICJhcnRpc3QiFRAIdGFnASwgW10sICJwbGF5AQ0BKwB9/kkA/kkARkkA"
    })
    void packedValue_cutAnywhere_showsWhatCameOutBefore(String format, String packed) {
        byte[] bytes = Base64.getDecoder().decode(packed);
        String whole = "{\"status\": 401, \"title\": null, \"artist\": null, \"tags\": [], \"plays\": null}".repeat(3);
        try (AuditPage visitor = new AuditPage(chromium, 1280, ColorScheme.LIGHT)) {
            visitor.visit("");
            int longest = 0;
            for (int end = 0; end <= bytes.length; end++) {
                String inside = inside(visitor, format, Arrays.copyOf(bytes, end));
                assertThat(whole).startsWith(inside);
                longest = Math.max(longest, inside.length());
            }
            assertThat(longest).isEqualTo(whole.length());
        }
    }

    /** {@code 0C 00 00 00}, then zlib. */
    @Test
    void valueOfPhpsMemcached_withItsLengthBefore_showsWhatIsInside() {
        byte[] bytes = new byte[64];
        Deflater deflater = new Deflater();
        deflater.setInput("{\"id\": 4711}".getBytes(StandardCharsets.US_ASCII));
        deflater.finish();
        bytes[0] = 12;
        int length = 4 + deflater.deflate(bytes, 4, 60);
        deflater.end();
        try (AuditPage visitor = new AuditPage(chromium, 1280, ColorScheme.LIGHT)) {
            visitor.visit("");
            assertThat(inside(visitor, "zlib", Arrays.copyOf(bytes, length))).isEqualTo("{\"id\": 4711}");
        }
    }

    private static String inside(AuditPage visitor, String format, byte[] bytes) {
        String asked =
                "([format, preview]) => import('/page/unpack.js').then(m => m.unpacked({ format, preview })).then(w => w?.preview ?? '')";
        return visitor.page
                .evaluate(asked, List.of(format, Packed.preview(bytes)))
                .toString();
    }

    @Test
    void packedValues_compared_showWhatIsInside() throws IOException {
        try (AuditPage visitor = new AuditPage(chromium, 1280, ColorScheme.LIGHT)) {
            long micros = (visitor.nowSecond - 50) * 1_000_000;
            visitor.writes.write(
                    "web-01", micros, "packed:1", Packed.gzip("{\"name\":\"Ada\",\"id\":1}"), "gzip", List.of());
            visitor.writes.write(
                    "web-02", micros + 5, "packed:1", Packed.gzip("{\"id\":1,\"name\":\"Bob\"}"), "gzip", List.of());
            visitor.visit("#/keys/packed:1");

            assertThat(visitor.page.locator(".by-JSON tr.changed")).containsText("name");
            assertThat(visitor.page.locator(".ways [aria-pressed=true]")).hasText("unpacked");
            assertThat(visitor.page.locator(".diff tr.diffed")).hasCount(1);
            visitor.page
                    .getByText("bytes", new Page.GetByTextOptions().setExact(true))
                    .click();
            Locator row = visitor.page.locator(".by-bytes tr").nth(1);
            assertThat(row).containsText("1f 8b 08");
        }
    }
}
