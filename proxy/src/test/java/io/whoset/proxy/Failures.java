package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs many checks and fails once, so that one run shows all that differs. Confined to one test. */
final class Failures {
    private static final int SHOWN = 12;

    private final List<String> messages = new ArrayList<>();
    private int checks;

    /** A check that may fail. */
    interface Check {
        void run() throws IOException;
    }

    void check(Check check) throws IOException {
        checks++;
        try {
            check.run();
        } catch (AssertionError failed) {
            messages.add(String.valueOf(failed.getMessage()));
        }
    }

    void report() {
        assertThat(checks).isPositive();
        assertThat(messages.stream().limit(SHOWN).toList())
                .as("%d of %d checks failed", messages.size(), checks)
                .isEmpty();
    }
}
