package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.protocol.Key;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefusedTest {
    private final KeyHistory history =
            new KeyHistory(new KeyFamily("k", true, new TallyBudget(10)), "cache", Key.of("k"));

    private @Nullable String why(String writer, String outcome, long digest) {
        SomeStore store = SomeStore.by(writer, digest, 10);
        return Refused.why(store.write("cas", outcome, null), store.sighting(), history);
    }

    private void stored(SomeStore... stores) {
        for (SomeStore store : stores) {
            history.onStore(store.sighting());
        }
    }

    @Test
    void why_replacedVersionRefused_saysWhoHadReplacedIt() {
        stored(SomeStore.by("a", 3, 1), SomeStore.by("b", 5, 4));
        assertThat(why("c", "EXISTS", 3))
                .isEqualTo("the server refused (EXISTS) a version that b had replaced 6.0 s ago");
        assertThat(why("c", "EX", 3)).isNotNull();
    }

    @Test
    void why_otherAnswersOrValues_saysNothing() {
        stored(SomeStore.by("a", 3, 1), SomeStore.by("b", 5, 4));
        assertThat(why("c", "NOT_STORED", 3)).as("a lost lock").isNull();
        assertThat(why("c", "STORED", 3)).isNull();
        assertThat(why("c", "EXISTS", 7)).as("a new value: a lost race").isNull();
        assertThat(why("b", "EXISTS", 3)).as("replaced by itself").isNull();
        assertThat(why("c", "EXISTS", 5)).as("the youngest").isNull();
    }

    @Test
    void why_whatTheKeyHolds_saysNothing() {
        stored(SomeStore.by("a", 3, 1), SomeStore.by("b", 5, 4), SomeStore.by("a", 3, 5));
        assertThat(why("c", "EXISTS", 3)).isNull();
        assertThat(why("c", "EXISTS", 5)).as("the youngest by birth").isNull();
    }

    @Test
    void why_replacementOfAnotherForm_saysNothing() {
        stored(SomeStore.by("a", 3, 1), SomeStore.by("b", 5, 4).shape("other"));
        assertThat(why("c", "EXISTS", 3)).isNull();
    }

    @Test
    void why_valuesThatGoRound_saysNothing() {
        stored(SomeStore.by("a", 3, 1), SomeStore.by("b", 5, 4));
        history.rebirth(SomeStore.by("a", 3, 6).sighting());
        stored(SomeStore.by("a", 3, 7));
        assertThat(why("c", "EXISTS", 5)).isNull();
    }
}
