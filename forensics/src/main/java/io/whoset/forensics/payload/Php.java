package io.whoset.forensics.payload;

/**
 * What PHP's {@code serialize} writes: {@code a:1:{…}}, {@code s:5:"…";}, {@code i:42;}, {@code b:1;}, {@code N;}.
 *
 * <p>Immutable. <b>Source</b> PHP manual, "serialize"; ext/standard/var.c.
 */
final class Php {
    private static final String COUNTED = "aOsCE";
    private static final String SCALARS = "ibd";

    private Php() {}

    /** Whether a payload with this beginning is one. */
    static boolean isIt(Head head) {
        if (head.bytes() == 2 && head.starts("N;")) {
            return true;
        }
        if (head.length() < 4 || head.at(1) != ':') {
            return false;
        }
        return COUNTED.indexOf(head.at(0)) >= 0 ? isCounted(head) : SCALARS.indexOf(head.at(0)) >= 0 && isScalar(head);
    }

    private static boolean isCounted(Head head) {
        int at = 2;
        while (isDigit(head.at(at))) {
            at++;
        }
        int opener = head.at(0) == 'a' ? '{' : '"';
        return at > 2 && head.at(at) == ':' && head.at(at + 1) == opener;
    }

    /** A scalar is all of its payload. */
    private static boolean isScalar(Head head) {
        int at = 2;
        while (isDigit(head.at(at)) || "+-.EINFNA".indexOf(head.at(at)) >= 0) {
            at++;
        }
        return at > 2 && head.at(at) == ';' && head.bytes() == at + 1;
    }

    private static boolean isDigit(int b) {
        return b >= '0' && b <= '9';
    }
}
