package io.whoset.app.config;

import io.whoset.forensics.detect.UserRule;
import io.whoset.forensics.record.Verdict;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads one of the user's own rules: an entry of {@code rules}. Main thread only. */
final class RuleReader {
    private static final int MAX_FLAGS_BITS = 32;

    private RuleReader() {}

    /** The rule, empty where the section has problems. */
    static Optional<UserRule> read(YamlSection section) {
        String name = section.text("name");
        if (name == null || !name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
            section.problem(
                    "name",
                    (name == null ? "is missing, " : Values.saw(name)) + "a name of a-z, 0-9 and - that the log shows");
            name = "unnamed";
        }
        UserRule rule = new UserRule(
                name,
                Values.word(section, "verdict", Verdict.class, Verdict.SUSPECT),
                key(section),
                section.text("contains"),
                range(section, "bytes", 0, Integer.MAX_VALUE),
                range(section, "exptime", Integer.MIN_VALUE, Integer.MAX_VALUE),
                range(section, "flags", 0, (1L << MAX_FLAGS_BITS) - 1),
                Set.copyOf(section.texts("allowed-writers")));
        if (rule.equals(unconditional(rule))) {
            section.problem(
                    "name",
                    "rule \"" + name
                            + "\" has no condition, give key, key-regex, contains, bytes, exptime, flags or allowed-writers");
        }
        return Optional.of(rule);
    }

    private static UserRule unconditional(UserRule rule) {
        return new UserRule(rule.name(), rule.verdict(), null, null, null, null, null, Set.of());
    }

    private static @Nullable Pattern key(YamlSection section) {
        String glob = section.text("key");
        String regex = section.text("key-regex");
        if (glob != null && regex != null) {
            section.problem("key-regex", "stands beside key, give one of both");
        }
        if (regex == null) {
            return glob == null ? null : UserRule.glob(glob);
        }
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            section.problem("key-regex", Values.saw(regex) + "a regular expression: " + e.getDescription());
            return null;
        }
    }

    /** {@code 5}, {@code 1..100}, {@code 1..}, {@code ..0}. */
    private static UserRule.@Nullable Range range(YamlSection section, String key, long min, long max) {
        String text = section.text(key);
        if (text == null) {
            return null;
        }
        int dots = text.indexOf("..");
        String from = dots < 0 ? text : text.substring(0, dots);
        String to = dots < 0 ? text : text.substring(dots + 2);
        if (isNumber(from) && isNumber(to) && !(from.isEmpty() && to.isEmpty())) {
            long low = from.isEmpty() ? min : Long.parseLong(from);
            long high = to.isEmpty() ? max : Long.parseLong(to);
            if (low >= min && high <= max && low <= high) {
                return new UserRule.Range(low, high);
            }
        }
        section.problem(
                key,
                Values.saw(text) + "a number or a range from " + min + " to " + max
                        + ", such as 5, 1..100, 1.. or ..0");
        return null;
    }

    private static boolean isNumber(String text) {
        return text.isEmpty() || text.matches("-?\\d{1,11}");
    }
}
