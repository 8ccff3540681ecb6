package io.whoset.protocol.text;

import io.whoset.protocol.Key;
import io.whoset.protocol.MetaFlags;
import io.whoset.protocol.Verb;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands in the flags of a meta command.
 *
 * <p>Immutable. <b>Source</b> protocol.txt, "Meta Commands"; proto_text.c, _meta_flag_preparse.
 */
final class MetaReader {
    private MetaReader() {}

    /** The tokens of a line from an index on, as flags; of one that the line's bound cut only its letter is known. */
    static MetaFlags flags(Line line, int from) {
        if (line.tokens() <= from) {
            return MetaFlags.NONE;
        }
        List<String> flags = new ArrayList<>(line.tokens() - from);
        for (int token = from; token < line.tokens(); token++) {
            boolean cut = line.isTruncated() && token == line.tokens() - 1;
            flags.add(line.text(token, cut ? 1 : Integer.MAX_VALUE));
        }
        return MetaFlags.of(flags);
    }

    /**
     * A key of base64; where it is none, the bytes as they were sent: the server will refuse them. As in memcached, bytes that are not of the
     * alphabet are passed over, what is left comes in fours, and nothing is read behind the padding (base64.c, base64_decode).
     */
    static Key decode(byte[] sent) {
        byte[] kept = new byte[sent.length];
        int length = 0;
        for (byte b : sent) {
            if (b == '=' || isOfAlphabet(b)) {
                kept[length++] = b;
            }
        }
        int padding = 0;
        while (padding < length && kept[padding] != '=') {
            padding++;
        }
        int whole = Math.min(length, (padding + 3) / 4 * 4);
        if (length == 0 || length % 4 != 0) {
            return Key.wrap(sent);
        }
        try {
            return Key.wrap(Base64.getDecoder().decode(Arrays.copyOf(kept, whole)));
        } catch (IllegalArgumentException notBase64) {
            return Key.wrap(sent);
        }
    }

    private static boolean isOfAlphabet(byte b) {
        return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '+' || b == '/';
    }

    static @Nullable Long clientFlags(MetaFlags flags) {
        return number(flags.token('F'));
    }

    /** The exptime that the command gives: {@code T}, else {@code N} for an item that it creates. */
    static @Nullable Long exptime(MetaFlags flags) {
        String token = flags.token('T');
        return number(token == null ? flags.token('N') : token);
    }

    /** Delta of {@code ma} (1 where not sent), cas unique of the others. */
    static long number(Verb verb, MetaFlags flags) {
        Long value = number(flags.token(verb == Verb.MA ? 'D' : 'C'));
        return value == null ? (verb == Verb.MA ? 1 : 0) : value;
    }

    private static @Nullable Long number(@Nullable String token) {
        if (token == null) {
            return null;
        }
        byte[] bytes = token.getBytes(StandardCharsets.ISO_8859_1);
        Long unsigned = Numbers.parseUnsigned(bytes, 0, bytes.length);
        return unsigned == null ? Numbers.parse(bytes, 0, bytes.length, Long.MIN_VALUE, Long.MAX_VALUE) : unsigned;
    }
}
