package io.whoset.protocol.text;

import io.netty.buffer.ByteBuf;
import io.whoset.protocol.Command;
import io.whoset.protocol.Key;
import io.whoset.protocol.MetaFlags;
import io.whoset.protocol.Verb;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code get}, {@code gets}, {@code gat} and {@code gats} key by key, so that a line of any length needs the memory of one
 * key: {@code gat 60 a ‸b c\r\n}.
 *
 * <p><b>Units, bounds</b> keeps 251 bytes of the key at hand.
 *
 * <p>Confined to the connection's event loop.
 *
 * <p><b>Source</b> proto_text.c, process_get_command; such lines are unbound (try_read_command_ascii).
 */
final class RetrievalReader {
    private final RequestSink sink;
    private final byte[] token = new byte[CommandReader.MAX_KEY_BYTES + 1];
    private int tokenLength;
    private int tokens;
    private int keys;
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

    /** Begins with what a line holds, whole or not. */
    void begin(Line line) {
        tokens = 0;
        keys = 0;
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
        if (verb.kind() == Verb.Kind.TOUCH_AND_READ || sink.wantsReadKeys()) {
            Key key = Key.wrap(java.util.Arrays.copyOf(token, tokenLength));
            sink.onCommand(new Command(verb, verb.word(), key, null, exptime, -1, 0, false, MetaFlags.NONE));
        }
    }

    /** The line feed came. */
    void end() {
        if (!ended && tokenLength > 0 && lastByte() == '\r') {
            tokenLength--;
        }
        endToken();
        boolean emitted = keys > 0 && (verb.kind() == Verb.Kind.TOUCH_AND_READ || sink.wantsReadKeys());
        if (keys == 0 || (refusal != null && !emitted)) {
            String word = verb == Verb.UNKNOWN ? new String(token, 0, 0, StandardCharsets.US_ASCII) : verb.word();
            sink.onBadLine(new BadLine(Command.bare(verb, word), refusal == null ? "no key" : refusal));
            return;
        }
        if (!emitted) {
            sink.onCommand(Command.bare(verb, verb.word()));
        }
        sink.onRequestEnd(RequestEnd.COMPLETE);
    }

    private byte lastByte() {
        return tokenLength > token.length ? 0 : token[tokenLength - 1];
    }
}
