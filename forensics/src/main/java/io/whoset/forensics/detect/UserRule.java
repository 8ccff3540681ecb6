package io.whoset.forensics.detect;

import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the configuration: a write that meets every condition gets the verdict. A condition that is null does not matter, but a rule
 * without any condition matches nothing: an unfinished rule must not mark every write.
 *
 * <p><b>Units, bounds</b> bytes of the payload, seconds of exptime as sent, both ends included.
 *
 * <p>Immutable.
 *
 * @param name as the log shows it
 * @param verdict of a write that meets it
 * @param key must match the key's whole log form; see {@link #glob}
 * @param contains must be in the payload's preview or error mark: what lies behind the preview is not seen
 * @param bytes length of the payload
 * @param exptime the expiry
 * @param flags the client flags
 * @param allowedWriters these may do it, everybody else meets the condition; empty: everybody does
 */
public record UserRule(
        String name,
        Verdict verdict,
        @Nullable Pattern key,
        @Nullable String contains,
        @Nullable Range bytes,
        @Nullable Range exptime,
        @Nullable Range flags,
        Set<String> allowedWriters) {
    /**
     * From one number to another, both included.
     *
     * @param from the least
     * @param to the greatest
     */
    public record Range(long from, long to) {
        /** Whether a number is in it; what is not known is not. */
        public boolean has(@Nullable Long number) {
            return number != null && number >= from && number <= to;
        }
    }

    /** Copies the writers. */
    public UserRule {
        allowedWriters = Set.copyOf(allowedWriters);
    }

    /** A rule without a condition yet, which matches nothing; its verdict is suspect. */
    public UserRule(String name) {
        this(name, Verdict.SUSPECT, null, null, null, null, null, Set.of());
    }

    /** A glob as a pattern: {@code *} any characters, {@code ?} one, everything else itself. */
    public static Pattern glob(String glob) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            out.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(out.toString(), Pattern.DOTALL);
    }

    /** Whether a write meets every condition. */
    public boolean matches(WriteRecord write) {
        return hasCondition()
                && (bytes == null
                        || bytes.has(
                                write.payload() == null
                                        ? null
                                        : (Long) write.payload().bytes()))
                && (exptime == null || exptime.has(write.exptime()))
                && (flags == null || flags.has(write.flags()))
                && !allowedWriters.contains(write.origin().writer())
                && (key == null || isKey(key, write))
                && (contains == null || isIn(contains, write.payload()));
    }

    private boolean hasCondition() {
        return key != null
                || contains != null
                || bytes != null
                || exptime != null
                || flags != null
                || !allowedWriters.isEmpty();
    }

    private static boolean isKey(Pattern pattern, WriteRecord write) {
        return write.key() != null && pattern.matcher(write.key().logForm()).matches();
    }

    private static boolean isIn(String text, @Nullable Payload payload) {
        if (payload == null) {
            return false;
        }
        String mark = payload.content().errorMark();
        return (payload.preview() != null && payload.preview().contains(text)) || (mark != null && mark.contains(text));
    }

    /** What it says of a write, in one sentence. */
    String why() {
        return "meets the rule \"" + name + "\" of the configuration"
                + (allowedWriters.isEmpty() ? "" : "; not an allowed writer");
    }
}
