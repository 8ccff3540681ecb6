package io.whoset.forensics.payload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/*
 * Aho and Corasick's automaton over the marks below: one table look-up a byte, whatever the number of marks, and nothing to remember between pieces
 * but the state. Only payloads that begin like Java, pickle or PHP serialization are looked at. Nothing is ever deserialized.
 *
 * Refused: regular expressions over a gathered value (a value is never gathered), opcodes alone (dates and sets need REDUCE, too).
 * Source: A. V. Aho, M. J. Corasick, Efficient string matching, CACM 18(6), 1975; the gadget classes of Apache Commons Collections, Spring, Groovy,
 * Monolog, Guzzle and Laravel that are known from public advisories.
 */
/**
 * Finds in a serialized object what runs code when it is loaded.
 *
 * <p><b>Units, bounds</b> the first mebibyte of a payload; the table is shared and takes about 300 KB.
 *
 * <p>Confined to the connection's event loop.
 */
final class DangerScan {
    private static final long MOST_BYTES = 1 << 20;
    private static final String[] MARKS = {
        "cos\n",
        "cposix\n",
        "cnt\n",
        "csubprocess\n",
        "cpty\n",
        "crunpy\n",
        "c__builtin__\neval",
        "c__builtin__\nexec",
        "cbuiltins\neval",
        "cbuiltins\nexec",
        "\u008c\u0002os\u0094\u008c\u0006system",
        "\u008c\u0005posix\u0094\u008c",
        "\u008c\nsubprocess\u0094\u008c",
        "\u008c\bbuiltins\u0094\u008c\u0004eval",
        "\u008c\bbuiltins\u0094\u008c\u0004exec",
        "functors.InvokerTransformer",
        "functors.InstantiateTransformer",
        "org.codehaus.groovy.runtime.ConvertedClosure",
        "xsltc.trax.TemplatesImpl",
        "beans.factory.ObjectFactory",
        "com.sun.rowset.JdbcRowSetImpl",
        "sun.rmi.server.UnicastRef",
        "Monolog\\Handler\\",
        "GuzzleHttp\\Psr7\\FnStream",
        "GuzzleHttp\\Cookie\\FileCookieJar",
        "Illuminate\\Broadcasting\\PendingBroadcast",
        "Symfony\\Component\\Process\\Process",
        "Swift_ByteStream_"
    };
    private static final short[][] NEXT;
    private static final byte[] FOUND;

    static {
        int size = 1;
        for (String mark : MARKS) {
            size += mark.length();
        }
        NEXT = new short[size][];
        FOUND = new byte[size];
        build();
    }

    private int state;
    private long bytes;
    private boolean on;
    private @Nullable String danger;

    private static void build() {
        int states = 1;
        NEXT[0] = new short[256];
        for (int mark = 0; mark < MARKS.length; mark++) {
            int at = 0;
            for (byte b : MARKS[mark].getBytes(StandardCharsets.ISO_8859_1)) {
                int next = NEXT[at][b & 0xFF];
                if (next == 0) {
                    next = states++;
                    NEXT[next] = new short[256];
                    NEXT[at][b & 0xFF] = (short) next;
                }
                at = next;
            }
            FOUND[at] = (byte) (mark + 1);
        }
        link(states);
    }

    /** Where a mark fails, the longest end of it that begins another one goes on. */
    private static void link(int states) {
        int[] fail = new int[states];
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        for (int b = 0; b < 256; b++) {
            if (NEXT[0][b] != 0) {
                queue.add((int) NEXT[0][b]);
            }
        }
        while (!queue.isEmpty()) {
            int at = queue.remove();
            for (int b = 0; b < 256; b++) {
                int next = NEXT[at][b];
                if (next == 0) {
                    NEXT[at][b] = NEXT[fail[at]][b];
                } else {
                    fail[next] = NEXT[fail[at]][b];
                    queue.add(next);
                }
            }
        }
    }

    void reset() {
        state = 0;
        bytes = 0;
        danger = null;
    }

    /** A piece; its position is untouched. */
    void offer(ByteBuffer piece) {
        if (bytes == 0 && piece.hasRemaining()) {
            on = canBegin(piece.get(piece.position()) & 0xFF);
        }
        if (on && danger == null && bytes < MOST_BYTES) {
            scan(piece);
        }
        bytes += piece.remaining();
    }

    private void scan(ByteBuffer piece) {
        int at = state;
        for (int i = piece.position(); i < piece.limit(); i++) {
            at = NEXT[at][piece.get(i) & 0xFF];
            if (FOUND[at] != 0) {
                danger = words(MARKS[FOUND[at] - 1]);
                return;
            }
        }
        state = at;
    }

    private static boolean canBegin(int first) {
        return first == 0xAC || first == 0x80 || "OCacs(]}".indexOf(first) >= 0;
    }

    /** A mark for a person: its printable words. */
    private static String words(String mark) {
        return String.join(
                " ", Arrays.asList(mark.replaceAll("[^!-~]+", " ").trim().split(" ", -1)));
    }

    /** What it found, null where nothing. */
    @Nullable
    String end() {
        return danger;
    }
}
