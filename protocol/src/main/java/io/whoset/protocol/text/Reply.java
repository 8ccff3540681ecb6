package io.whoset.protocol.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One reply line: {@code VALUE k 0 5 77‸\r\n}.
 *
 * <p><b>Units, bounds</b> the first word at most 32 characters.
 *
 * <p>A view of the parser's line: valid during the call that gives it. Confined to the connection's event loop.
 */
public final class Reply {
    private static final int MAX_WORD_CHARS = 32;

    /** Those that come again and again: they make no string, and are not looked up. */
    private static final ReplyForm[] COMMON = {
        ReplyForm.VALUE,
        ReplyForm.END,
        ReplyForm.STORED,
        ReplyForm.HD,
        ReplyForm.VA,
        ReplyForm.EN,
        ReplyForm.NOT_FOUND,
        ReplyForm.DELETED,
        ReplyForm.MN,
        ReplyForm.NOT_STORED
    };

    private final Line line;
    private final String word;
    private final ReplyForm form;

    Reply(Line line) {
        this.line = line;
        ReplyForm common = common(line);
        this.word = common != null ? common.name() : line.tokens() == 0 ? "" : line.text(0, MAX_WORD_CHARS);
        this.form = common != null ? common : ReplyForm.of(word);
    }

    private static @Nullable ReplyForm common(Line line) {
        for (ReplyForm form : COMMON) {
            if (line.is(0, form.name())) {
                return form;
            }
        }
        return null;
    }

    /** The first word as sent. */
    public String word() {
        return word;
    }

    /** What it is. */
    public ReplyForm form() {
        return form;
    }

    /** Whether the server refuses for want of authentication, or refuses the credential (proto_text.c, try_read_command_asciiauth). */
    public boolean demandsAuthentication() {
        return form == ReplyForm.CLIENT_ERROR
                && (line.is(1, "unauthenticated")
                        || line.is(1, "authentication")
                        || (line.is(1, "bad") && line.is(2, "authentication")));
    }

    /** Whether its second token is this key as the client sent it. */
    public boolean isAboutKey(byte[] key) {
        return line.tokens() > 1 && Arrays.equals(line.bytes(), line.start(1), line.end(1), key, 0, key.length);
    }

    /** The token of a meta return flag: empty where it has none, null where the flag is not there. */
    public @Nullable String metaToken(char flag) {
        for (int token = form == ReplyForm.VA ? 2 : 1; token < line.tokens(); token++) {
            if (line.first(token) == flag) {
                return line.text(token, Integer.MAX_VALUE).substring(1);
            }
        }
        return null;
    }

    /** Length of the data block that follows, without its CR LF; -1 where none does. */
    long dataBytes() {
        Long bytes = switch (form) {
            case VALUE -> line.unsigned32(3);
            case VA -> line.unsigned32(1);
            default -> null;
        };
        return bytes == null ? -1 : bytes;
    }
}
