package io.whoset.forensics.payload;

import io.whoset.forensics.record.Format;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Readable text that is a web page, a piece of one, or XML. Immutable. */
final class Markup {
    private static final Set<String> HTML = Set.of(
            "html", "head", "body", "title", "meta", "link", "script", "style", "div", "span", "p", "a", "b", "i", "em",
            "strong", "br", "hr", "img", "h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "table", "tr", "td", "tbody",
            "form", "input", "button", "select", "option", "section", "article", "header", "footer", "nav", "main",
            "pre", "code", "center", "font", "small", "label", "iframe", "svg");

    private Markup() {}

    /** HTML or XML, null where it is neither. */
    static @Nullable Format of(Head head) {
        if (head.firstSolid() != '<') {
            return null;
        }
        String begin = head.text().toLowerCase(Locale.ROOT);
        if (begin.startsWith("<?xml")) {
            return begin.contains("<!doctype html") || begin.contains("<html") ? Format.HTML : Format.XML;
        }
        if (begin.startsWith("<!doctype")) {
            return begin.startsWith("<!doctype html") ? Format.HTML : Format.XML;
        }
        String name = elementName(begin);
        if (name != null && HTML.contains(name) && begin.indexOf('>') > 0) {
            return Format.HTML;
        }
        boolean comment = begin.startsWith("<!--");
        return head.lastSolid() != '>' || (name == null && !comment) ? null : comment ? Format.HTML : Format.XML;
    }

    /** The name of an element with which a text begins; null for an address of electronic mail and the like. */
    private static @Nullable String elementName(String begin) {
        int at = 1;
        while (at < begin.length() && isName(begin.charAt(at))) {
            at++;
        }
        boolean ends = at < begin.length() && " \t\r\n/>".indexOf(begin.charAt(at)) >= 0;
        return ends && at > 1 && Character.isLetter(begin.charAt(1)) ? begin.substring(1, at) : null;
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == ':' || c == '-' || c == '_' || c == '.';
    }
}
