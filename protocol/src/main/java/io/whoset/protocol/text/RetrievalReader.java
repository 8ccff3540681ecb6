package io.whoset.protocol.text;

import io.netty.buffer.ByteBuf;
import io.whoset.protocol.Command;
import io.whoset.protocol.Key;
import io.whoset.protocol.MetaFlags;
import io.whoset.protocol.Verb;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code get}, {@code gets}, {@code gat} and {@code gats} key by key, so that a {@code get} of any length needs the
 * memory of one key: {@code gat 60 a ‸b c\r\n}.
 *
 * <p><b>Units, bounds</b> keeps 251 bytes of the key at hand, and of {@code gat} the keys of a line of at most 16 KB until it is whole.
 *
 * <p>Confined to the connection's event loop.
 *
 * <p><b>Source</b> proto_text.c, process_get_command; such lines are unbound (try_read_command_ascii).
 */
final class RetrievalReader {
    /** A gat that fills memcached's read buffer without a line feed is answered with a close (memcached.h, READ_BUFFER_SIZE), bytes. */
    static final int MAX_TOUCH_LINE_BYTES = 16 * 1024;

    private static final int KEPT_KEYS = 64;

    private final RequestSink sink;
    private final byte[] token = new byte[CommandReader.MAX_KEY_BYTES + 1];
    private int tokenLength;
    private int tokens;
    private int keys;
    private int passed;
    private List<Key> touched = new ArrayList<>();
    private boolean ended;
    private Verb verb = Verb.UNKNOWN;
    private @Nullable Long exptime;
    private @Nullable String refusal;

    RetrievalReader(RequestSink sink) {
        this.sink = sink;
    }

    /** Whether a verb is one of these four. */
    static boolean isRetrieval(Verb verb) {
        return verb.kind() == Verb.Kind.READ || verb.kind() == Verb.Kind.TOUCH_AND_READ;
    }

    /** A line that is whole and split: its carriage return is off already. Where keys are not wanted they are told of where they stand. */
    void whole(Line line, Verb first) {
        if (first.kind() == Verb.Kind.READ && !sink.wantsReadKeys() && hasKeys(line)) {
            for (int i = 1; i < line.tokens(); i++) {
                sink.onReadKey(line.bytes(), line.start(i), line.end(i));
            }
            sink.onCommand(Command.bare(first, first.word()));
            sink.onRequestEnd(RequestEnd.COMPLETE);
        } else {
            begin(line);
            finish();
        }
    }

    /** Whether all tokens but the first are keys that memcached takes, and there is one. */
    private static boolean hasKeys(Line line) {
        if (line.isFull()) {
            return false;
        }
        for (int i = 1; i < line.tokens(); i++) {
            if (line.tokenLength(i) > CommandReader.MAX_KEY_BYTES) {
                return false;
            }
        }
        return line.tokens() > 1;
    }

    /** Begins with what a line holds, whole or not. */
    void begin(Line line) {
        tokens = 0;
        keys = 0;
        passed = 0;
        touched.clear();
        tokenLength = 0;
        ended = false;
        exptime = null;
        refusal = null;
        for (int i = 0; i < line.length(); i++) {
            take(line.bytes()[i]);
        }
    }

    /** Goes on with more of the line, without its line feed. */
    void more(ByteBuf buffer, int from, int to) {
        for (int i = from; i < to; i++) {
            take(buffer.getByte(i));
        }
    }

    private void take(byte next) {
        if (passed <= MAX_TOUCH_LINE_BYTES) {
            passed++;
        }
        if (next == 0) {
            ended = true;
        } else if (!ended && next == ' ') {
            endToken();
        } else if (!ended) {
            if (tokenLength < token.length) {
                token[tokenLength] = next;
            }
            tokenLength++;
        }
    }

    private void endToken() {
        if (tokenLength == 0) {
            return;
        }
        if (tokens == 0) {
            verb = Verbs.of(token, 0, Math.min(tokenLength, token.length));
        } else if (tokens == 1 && verb.kind() == Verb.Kind.TOUCH_AND_READ) {
            exptime =
                    Numbers.parse(token, 0, Math.min(tokenLength, token.length), Integer.MIN_VALUE, Integer.MAX_VALUE);
            refusal = exptime == null ? "invalid exptime argument" : null;
        } else if (tokenLength > CommandReader.MAX_KEY_BYTES) {
            refusal = "bad command line format";
        } else if (refusal == null) {
            onKey();
        }
        tokens++;
        tokenLength = 0;
    }

    private void onKey() {
        keys++;
        if (isTouch()) {
            if (isTooLong()) {
                touched.clear();
            } else {
                touched.add(Key.wrap(Arrays.copyOf(token, tokenLength)));
            }
        } else if (sink.wantsReadKeys()) {
            emit(Key.wrap(Arrays.copyOf(token, tokenLength)));
        } else {
            sink.onReadKey(token, 0, tokenLength);
        }
    }

    private boolean isTouch() {
        return verb.kind() == Verb.Kind.TOUCH_AND_READ;
    }

    private boolean isTooLong() {
        return passed > MAX_TOUCH_LINE_BYTES;
    }

    private void emit(Key key) {
        sink.onCommand(new Command(verb, verb.word(), key, null, exptime, -1, 0, false, MetaFlags.NONE));
    }

    /** The line feed came. */
    void end() {
        if (!ended && tokenLength > 0 && lastByte() == '\r') {
            tokenLength--;
        }
        finish();
    }

    /** Only now that the line is whole does a server touch anything. */
    private void finish() {
        endToken();
        if (isTouch() && isTooLong()) {
            touched.clear();
            refusal = "line longer than the limit";
        }
        boolean emitted = isTouch() ? !touched.isEmpty() : keys > 0 && sink.wantsReadKeys();
        if (keys == 0 || (refusal != null && !emitted)) {
            String word = verb == Verb.UNKNOWN ? new String(token, 0, 0, StandardCharsets.US_ASCII) : verb.word();
            sink.onBadLine(new BadLine(Command.bare(verb, word), refusal == null ? "no key" : refusal));
            return;
        }
        if (!emitted) {
            sink.onCommand(Command.bare(verb, verb.word()));
        }
        touched.forEach(this::emit);
        touched = touched.size() > KEPT_KEYS ? new ArrayList<>() : touched;
        sink.onRequestEnd(RequestEnd.COMPLETE);
    }

    private byte lastByte() {
        return tokenLength > token.length ? 0 : token[tokenLength - 1];
    }
}
