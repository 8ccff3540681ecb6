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
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are packed: the page looks inside of them. */
class PackedIT extends OneBrowser {
    /** Packed by the formats' own tools. */
    @ParameterizedTest
    @CsvSource({
        "lz4, BCJNGGRAp0gAAAD2F3sic3RhdHVzIjogNDAxLCAidGl0bGUiOiBudWxsLCAiYXJ0aXN0EAAwdGFnLACjW10sICJwbGF5cxsAH31JAHpQbnVsbH0AAAAABZAlLg==",
        "snappy, /wYAAHNOYVBwWQBPAABsysI72wGYeyJzdGF0dXMiOiA0MDEsICJ0aXRsZSI6IG51bGwsICJhcnRpc3QiFRAIdGFnASwgW10sICJwbGF5AQ0BKwB9/kkA/kkARkkA"
    })
    void packedValue_cutAnywhere_showsWhatCameOutBefore(String format, String packed) throws IOException {
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

    /** What the tools above do not make. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "lz4    | 04224d18 6040 82 05000080 68656c6c6f 00000000                        | hello   | a stored block",
                "lz4    | 04224d18 7840 0500000000000000 82 06000000 50 68656c6c6f 01020304    | hello   | content size, block checksum",
                "lz4    | 04224d18 6140 01020304 82 06000000 50 68656c6c6f                     | ''      | wants a dictionary",
                "lz4    | 04224d18 6040 82 08000000 10 61 0000 50 6161616161                   | a       | a copy of nothing",
                "lz4    | 04224d18 6040 82 08000000 10 61 0200 50 6161616161                   | a       | a copy from before the begin",
                "lz4    | 04224d18 6040 82 02000000 40 6162636465                              | ''      | literals that the block cannot hold",
                "lz4    | 04224d18 6040 82 02000000 10 61 05000000 00 0100 10 62               | a       | a copy from another block's",
                "lz4    | 04224d18 4040 82 02000000 10 61 05000000 00 0100 10 62               | aaaaab  | the same where blocks are linked",
                "snappy | ff060000734e61507059 fe030000 000000 01090000 00000000 68656c6c6f     | hello   | padding and a plain chunk",
                "snappy | ff060000734e61507059 00090000 00000000 04 00 61 0a 0100               | aaaa    | a copy with two bytes",
                "snappy | ff060000734e61507059 000b0000 00000000 04 00 61 0b 01000000           | aaaa    | a copy with four",
                "snappy | ff060000734e61507059 01050000 00000000 61 00070000 00000000 04 01 01  | a       | a copy from another chunk",
                "snappy | ff060000734e61507059 02090000 00000000 68656c6c6f                     | ''      | a chunk that is reserved"
            })
    void packedValue_ofEachPartOfItsFormat_showsWhatIsRight(String format, String hex, String text, String why)
            throws IOException {
        try (AuditPage visitor = new AuditPage(chromium, 1280, ColorScheme.LIGHT)) {
            visitor.visit("");
            byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
            assertThat(inside(visitor, format, bytes)).as(why).isEqualTo(text);
        }
    }

    /** {@code 0C 00 00 00}, then zlib; the other length looks like one of zlib. */
    @ParameterizedTest
    @ValueSource(ints = {0x0C, 0x1D08})
    void valueOfPhpsMemcached_withItsLengthBefore_showsWhatIsInside(int told) throws IOException {
        byte[] bytes = new byte[64];
        Deflater deflater = new Deflater();
        deflater.setInput("{\"id\": 4711}".getBytes(StandardCharsets.US_ASCII));
        deflater.finish();
        bytes[0] = (byte) told;
        bytes[1] = (byte) (told >> Byte.SIZE);
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
