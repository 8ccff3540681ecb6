package io.whoset.protocol.text;

import io.whoset.protocol.Command;
import io.whoset.protocol.Key;
import io.whoset.protocol.MetaFlags;
import io.whoset.protocol.Verb;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Understands a whole command line that is no retrieval, as memcached does: the same lines are refused.
 *
 * <p>Confined to the connection's event loop.
 *
 * <p><b>Source</b> proto_text.c, process_command_ascii and the functions it calls (1.6.18 to 1.6.45).
 */
final class CommandReader {
    /** Longest key that memcached takes, bytes (protocol.txt, "Keys"). */
    static final int MAX_KEY_BYTES = 250;

    private static final int MAX_WORD_CHARS = 32;
    private static final int KEY = 1;
    private static final int MAX_META_TOKENS = 19;

    private final Line line;
    private String refusal = "";

    CommandReader(Line line) {
        this.line = line;
    }

    /** Why {@link #read} gave null. */
    String refusal() {
        return refusal;
    }

    /** The command, or null where memcached refuses the line before any data block. */
    @Nullable
    Command read(Verb verb) {
        if (line.isTruncated() && verb.kind() != Verb.Kind.META) {
            return refuse("line longer than the limit");
        }
        return switch (verb.kind()) {
            case STORAGE -> storage(verb);
            case CHANGE -> change(verb);
            case META -> verb == Verb.MN ? bare(verb) : meta(verb);
            case ADMIN -> admin(verb);
            default -> refuse("unknown word");
        };
    }

    /** What is known of a refused line. */
    Command partly(Verb verb) {
        String word = line.tokens() == 0 ? "" : line.text(0, MAX_WORD_CHARS);
        boolean keyed = verb != Verb.UNKNOWN && verb.kind() != Verb.Kind.ADMIN && line.tokens() > KEY;
        return new Command(verb, word, keyed ? key() : null, null, null, -1, 0, isNoreply(), MetaFlags.NONE);
    }

    private @Nullable Command storage(Verb verb) {
        int arguments = verb == Verb.CAS ? 6 : 5;
        if (line.tokens() != arguments && line.tokens() != arguments + 1) {
            return refuse("wrong number of arguments");
        }
        Long flags = line.unsigned32(2);
        Long exptime = line.signed32(3);
        Long bytes = line.signed32(4);
        Long cas = verb == Verb.CAS ? line.unsigned64(5) : Long.valueOf(0);
        if (line.tokenLength(KEY) > MAX_KEY_BYTES || flags == null || exptime == null || bytes == null || cas == null) {
            return refuse("bad command line format");
        }
        if (bytes < 0 || bytes > Integer.MAX_VALUE - 2) {
            return refuse("bad length");
        }
        return new Command(verb, verb.word(), key(), flags, exptime, bytes, cas, isNoreply(), MetaFlags.NONE);
    }

    private @Nullable Command change(Verb verb) {
        return switch (verb) {
            case INCR, DECR -> keyed(verb, line.unsigned64(2), null);
            case TOUCH -> keyed(verb, Long.valueOf(0), line.signed32(2));
            case DELETE -> delete();
            default -> flushAll();
        };
    }

    private @Nullable Command keyed(Verb verb, @Nullable Long number, @Nullable Long exptime) {
        if (line.tokens() != 3 && line.tokens() != 4) {
            return refuse("wrong number of arguments");
        }
        if (line.tokenLength(KEY) > MAX_KEY_BYTES || number == null || (verb == Verb.TOUCH && exptime == null)) {
            return refuse("bad command line format");
        }
        return new Command(verb, verb.word(), key(), null, exptime, -1, number, isNoreply(), MetaFlags.NONE);
    }

    private @Nullable Command delete() {
        int count = line.tokens();
        boolean valid = count == 2
                || (count == 3 && (line.is(2, "0") || isNoreply()))
                || (count == 4 && line.is(2, "0") && isNoreply());
        if (!valid || line.tokenLength(KEY) > MAX_KEY_BYTES) {
            return refuse("bad command line format");
        }
        return new Command(Verb.DELETE, "delete", key(), null, null, -1, 0, isNoreply(), MetaFlags.NONE);
    }

    private @Nullable Command flushAll() {
        boolean delayed = line.tokens() > (isNoreply() ? 2 : 1);
        Long delay = delayed ? line.signed32(1) : Long.valueOf(0);
        if (line.tokens() > 3 || delay == null) {
            return refuse("bad command line format");
        }
        return new Command(Verb.FLUSH_ALL, "flush_all", null, null, null, -1, delay, isNoreply(), MetaFlags.NONE);
    }

    private @Nullable Command meta(Verb verb) {
        int flagsFrom = verb == Verb.MS ? 3 : 2;
        // memcached counts an empty last token: "options flags are too long" above 20
        if (line.tokens() < 2
                || line.tokenLength(KEY) > MAX_KEY_BYTES
                || line.tokens() + line.droppedTokens() > MAX_META_TOKENS) {
            return refuse("bad command line format");
        }
        if (line.isTruncated() && line.tokens() <= flagsFrom) {
            return refuse("line longer than the limit");
        }
        Long bytes = verb == Verb.MS ? line.signed32(2) : Long.valueOf(-1);
        if (bytes == null || (verb == Verb.MS && (bytes < 0 || bytes > Integer.MAX_VALUE - 2))) {
            return refuse("bad data length");
        }
        MetaFlags flags = MetaReader.flags(line, flagsFrom);
        Key key = flags.has('b') ? MetaReader.decode(line.copy(KEY)) : key();
        return new Command(
                verb,
                verb.word(),
                key,
                MetaReader.clientFlags(flags),
                MetaReader.exptime(flags),
                bytes,
                MetaReader.number(verb, flags),
                false,
                flags);
    }

    private @Nullable Command admin(Verb verb) {
        boolean hasNoreply = verb == Verb.VERBOSITY || verb == Verb.CACHE_MEMLIMIT;
        if (hasNoreply && line.tokens() != 2 && line.tokens() != 3) {
            return refuse("wrong number of arguments");
        }
        return new Command(
                verb, verb.word(), null, null, null, -1, 0, hasNoreply && isNoreply(), MetaReader.flags(line, 1));
    }

    private static Command bare(Verb verb) {
        return Command.bare(verb, verb.word());
    }

    private Key key() {
        return Key.wrap(line.copy(KEY));
    }

    private boolean isNoreply() {
        return line.is(line.tokens() - 1, "noreply");
    }

    private @Nullable Command refuse(String why) {
        refusal = Objects.requireNonNull(why);
        return null;
    }
}
