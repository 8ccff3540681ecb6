package io.whoset.forensics.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupScanTest {
    private static Content content(String text) {
        return Sniff.of(text).content();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <a><b>1</b></a>                     | <a><b>2 &lt; 3</b><b/></a>
            <a><b>1</b><c/></a>                 | <a> <c></c> <b>x</b> </a>
            <a x="1"/>                          | <A x='2 > 1'></A>
            <?xml version="1.0"?><a><b/></a>    | <?xml version="1.1"?>  <!-- <c/> --><a><b>t</b></a>
            <a><![CDATA[ <x> ]]></a>            | <a>text</a>
            <!DOCTYPE a [<!ENTITY b "c>">]><a/> | <a/>
            <div><br>a<p>b</p></div>            | <div><p>b</p><br/></div>
            <ul><li>a</li></ul>                 | <ul><li>a</li><li>b</li></ul>
            <div><script>a < b; "<p>"</script></div> | <div><script></script></div>
            """)
    void shape_sameElements_isTheSame(String one, String other) {
        assertThat(content(one).shape()).isNotNull().isEqualTo(content(other).shape());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <a><b>1</b></a>       | <a><c>1</c></a>
            <a><b/><c/></a>       | <a><b><c/></b></a>
            <a x="1"/>            | <a y="1"/>
            <a x="1"/>            | <a/>
            <div><p>a</p></div>   | <div>a</div>
            """)
    void shape_otherElements_differs(String one, String other) {
        assertThat(content(one).shape()).isNotNull().isNotEqualTo(content(other).shape());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\"?><feed><entry>a</entry>",
                "<?xml version=\"1.0\"?><feed><entry>a</ent",
                "<?xml version=\"1.0\"?><feed><entry title=\"a"
            })
    void end_xmlThatEndsEarly_isBroken(String text) {
        assertThat(content(text).broken()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\"?><feed/>\n<!-- end -->\n",
                "<?xml version=\"1.0\"?><a><b></a>",
                "<?xml version=\"1.0\"?><html><body>",
                "<feed><entry>",
                "<p>a<p>b",
                "<html><body><p>cut"
            })
    void end_soundOrNotCertain_isNotBroken(String text) {
        assertThat(content(text).broken()).isFalse();
    }

    @Test
    void end_errorPage_keepsItsMark() {
        Content page = content("<html><head><title>502 Bad Gateway</title></head></html>");
        assertThat(page.errorMark()).isEqualTo("502 bad gateway");
        assertThat(page.shape()).isNotNull();
    }

    @Test
    void end_deepOrLarge_isOpaque() {
        assertThat(content("<a>".repeat(65) + "</a>".repeat(65))).isEqualTo(Content.OPAQUE);
        assertThat(content("<a>".repeat(64) + "</a>".repeat(64)).shape()).isNotNull();
    }
}
