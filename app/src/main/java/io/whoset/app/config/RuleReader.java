package io.whoset.app.config;

import io.whoset.forensics.detect.UserRule;
import java.util.Optional;

/** Stub. */
final class RuleReader {
    private RuleReader() {}

    static Optional<UserRule> read(YamlSection s) {
        return Optional.of(new UserRule(String.valueOf(s.text("name"))));
    }
}
