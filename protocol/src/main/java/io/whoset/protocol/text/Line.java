package io.whoset.protocol.text;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A line of either direction as it arrives, and its tokens once it is whole: {@code set k 0 60 252‸\r\n}.
 *
 * <p><b>Units, bounds</b> keeps at most the number of bytes that it was made for and two; of several blanks one is enough where there is
 * no room for all. Of a longer line the rest is dropped and {@link #isTruncated()} says so. At most 24 tokens are told apart, as in memcached (proto_text.c, MAX_TOKENS); the last one
 * holds the rest.
 *
 * <p>Confined to the connection's event loop.
 */
final class Line {
    private static final int MAX_TOKENS = 24;

    private final byte[] bytes;
    private final int[] starts = new int[MAX_TOKENS];
    private final int[] ends = new int[MAX_TOKENS];
    private int length;
    private int tokens;
    private int droppedTokens;
    private boolean truncated;
    private boolean inDroppedToken;

    Line(int maxBytes) {
        // memcached takes a line whatever its length if its line feed comes in the same packet: CR, and one blank more
        bytes = new byte[maxBytes + 2];
    }

    /** Begins a new line. */
    void clear() {
        length = 0;
        tokens = 0;
        droppedTokens = 0;
        truncated = false;
    }

    /** Takes a piece of the line, without its line feed; how many bytes of it were taken until there was no room. */
    int append(ByteBuf buffer, int from, int to) {
        if (truncated) {
            return 0;
        }
        int fits = Math.min(to - from, bytes.length - length);
        buffer.getBytes(from, bytes, length, fits);
        length += fits;
        return fits == to - from ? fits : fits + appendWithoutBlanks(buffer, from + fits, to);
    }

    private int appendWithoutBlanks(ByteBuf buffer, int from, int to) {
        int kept = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] != ' ' || !endsWithBlank(kept)) {
                bytes[kept++] = bytes[i];
            }
        }
        length = kept;
        for (int i = from; i < to; i++) {
            byte next = buffer.getByte(i);
            if (next == ' ' && endsWithBlank(length)) {
                continue;
            }
            if (length == bytes.length) {
                return i - from;
            }
            bytes[length++] = next;
        }
        return to - from;
    }

    private boolean endsWithBlank(int count) {
        return count == 0 || bytes[count - 1] == ' ';
    }

    /** A piece for which there was no room: only its tokens are counted. */
    void drop(ByteBuf buffer, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean blank = buffer.getByte(i) == ' ';
            if (!truncated) {
                truncated = true;
                inDroppedToken = !endsWithBlank(length);
            }
            if (!blank && !inDroppedToken) {
                droppedTokens++;
            }
            inDroppedToken = !blank;
        }
    }

    /** Whether bytes had to be dropped. */
    boolean isTruncated() {
        return truncated;
    }

    /** Tokens that begin in what was dropped. */
    int droppedTokens() {
        return droppedTokens;
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The line is whole: takes the carriage return off, ends it at a NUL as C does, and finds its tokens. */
    void split() {
        // memcached leaves the carriage return of an otherwise empty line: "\r\n" is a command of one byte
        if (length > 1 && !truncated && bytes[length - 1] == '\r') {
            length--;
        }
        length = find(MAX_TOKENS);
    }

    /** Finds the first token of a line that is not whole, and leaves its bytes as they came. */
    void splitFirst() {
        find(1);
    }

    /** Finds so many tokens at most before a NUL; where it stopped. */
    private int find(int most) {
        tokens = 0;
        int at = 0;
        while (at < length && bytes[at] != 0 && tokens < most) {
            if (bytes[at] == ' ') {
                at++;
                continue;
            }
            starts[tokens] = at;
            while (at < length && bytes[at] != 0 && (bytes[at] != ' ' || tokens == MAX_TOKENS - 1)) {
                at++;
            }
            ends[tokens++] = at;
        }
        return at;
    }

    /** Whether the last token may hold several words, as there are too many to tell apart. */
    boolean isFull() {
        return tokens == MAX_TOKENS;
    }

    /** Number of tokens. */
    int tokens() {
        return tokens;
    }

    int start(int token) {
        return starts[token];
    }

    int end(int token) {
        return ends[token];
    }

    int tokenLength(int token) {
        return ends[token] - starts[token];
    }

    /** First byte of a token; 0 where there is no such token. */
    byte first(int token) {
        return token < tokens ? bytes[starts[token]] : 0;
    }

    /** A token as text, at most so many characters of it. */
    String text(int token, int maxChars) {
        int count = Math.min(tokenLength(token), maxChars);
        return new String(bytes, starts[token], count, StandardCharsets.ISO_8859_1);
    }

    /** The bytes of a token. */
    byte[] copy(int token) {
        return java.util.Arrays.copyOfRange(bytes, starts[token], ends[token]);
    }

    /** Whether a token is this ASCII word. */
    boolean is(int token, String word) {
        if (token < 0 || token >= tokens || tokenLength(token) != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[starts[token] + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A token as a number of 32 bits, or null (util.c, safe_strtol). */
    @Nullable
    Long signed32(int token) {
        return token < tokens
                ? Numbers.parse(bytes, starts[token], ends[token], Integer.MIN_VALUE, Integer.MAX_VALUE)
                : null;
    }

    /** A token as an unsigned number of 32 bits, or null (util.c, safe_strtoul). */
    @Nullable
    Long unsigned32(int token) {
        return token < tokens ? Numbers.parse(bytes, starts[token], ends[token], 0, 0xFFFF_FFFFL) : null;
    }

    /** A token as an unsigned number of 64 bits, or null (util.c, safe_strtoull). */
    @Nullable
    Long unsigned64(int token) {
        return token < tokens ? Numbers.parseUnsigned(bytes, starts[token], ends[token]) : null;
    }
}
