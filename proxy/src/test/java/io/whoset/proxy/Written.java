package io.whoset.proxy;

import io.whoset.forensics.record.Digest;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.testkit.EveryCut;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A write as one line of text, so that what a script should have written can be held against what was recorded:
 * {@code set k 0 60 5 sha256:… STORED}; {@code -} is absent.
 */
final class Written {
    private static final Pattern BLANKS = Pattern.compile(" +");

    private Written() {}

    /** A recorded write. */
    static String of(WriteRecord write) {
        Payload payload = write.payload();
        return line(
                write.cmd(),
                write.key() == null ? null : new String(write.key().bytes(), StandardCharsets.ISO_8859_1),
                write.flags(),
                write.exptime(),
                payload == null ? null : payload.bytes(),
                payload == null ? null : payload.digest(),
                write.outcome());
    }

    /** An expected write; null for what is absent. */
    static String of(
            String cmd,
            @Nullable String key,
            @Nullable Long flags,
            @Nullable Long exptime,
            @Nullable String value,
            @Nullable String outcome) {
        return line(
                cmd,
                key,
                flags,
                exptime,
                value == null ? null : (Long) (long) value.length(),
                value == null ? null : digest(value),
                outcome);
    }

    /**
     * Writes of a table's column: {@code set k 0 60 =hello STORED; delete k - - - DELETED}; {@code none} for none at all. A value is
     * {@code =} and the escaped bytes, or {@code ~} and the length of one that is withheld; an outcome of {@code ?} is not known.
     */
    static List<String> parse(String column) {
        return column.equals("none")
                ? List.of()
                : Arrays.stream(column.split(";", -1))
                        .map(String::strip)
                        .map(Written::parseOne)
                        .toList();
    }

    private static String parseOne(String text) {
        String[] parts = BLANKS.split(text, -1);
        if (parts.length != 6) {
            throw new IllegalArgumentException("a write is CMD KEY FLAGS EXPTIME VALUE OUTCOME, saw: " + text);
        }
        String key = parts[1].equals("-") ? null : unescape(parts[1]);
        String outcome = parts[5].equals("?") ? null : parts[5];
        if (parts[4].startsWith("~")) {
            long bytes = Long.parseLong(parts[4].substring(1));
            return line(parts[0], key, number(parts[2]), number(parts[3]), bytes, null, outcome);
        }
        String value = parts[4].equals("-") ? null : unescape(parts[4].substring(1));
        return of(parts[0], key, number(parts[2]), number(parts[3]), value, outcome);
    }

    private static String unescape(String text) {
        return new String(EveryCut.unescape(text), StandardCharsets.ISO_8859_1);
    }

    private static @Nullable Long number(String text) {
        return text.equals("-") ? null : Long.valueOf(text);
    }

    private static String line(@Nullable Object... parts) {
        StringBuilder line = new StringBuilder();
        for (Object part : parts) {
            line.append(line.length() == 0 ? "" : " ").append(part == null ? "-" : part);
        }
        return line.toString();
    }

    private static Digest digest(String value) {
        try {
            return Digest.wrap(
                    MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
