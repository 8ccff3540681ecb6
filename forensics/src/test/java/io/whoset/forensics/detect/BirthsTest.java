package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BirthsTest {
    private final Births births = new Births();

    private void settled(String writer, int confirmed, int denied) {
        for (int i = 0; i < confirmed; i++) {
            births.settled(writer, true);
        }
        for (int i = 0; i < denied; i++) {
            births.settled(writer, false);
        }
    }

    @Test
    void areVain_neverConfirmedWhereOthersAre_only() {
        settled("c", 0, 8);
        settled("a", 5, 15);
        assertThat(births.areVain("c")).isTrue();
        assertThat(births.areVain("a")).isFalse();
        assertThat(births.areVain("unknown")).isFalse();
    }

    @Test
    void areVain_fewValues_areNot() {
        settled("c", 0, 7);
        settled("a", 5, 15);
        assertThat(births.areVain("c")).isFalse();
    }

    @Test
    void areVain_oneOfTwentyConfirmed_areNot() {
        settled("c", 1, 19);
        settled("a", 5, 15);
        assertThat(births.areVain("c")).isFalse();
    }

    @Test
    void areVain_othersHardlySeen_areNot() {
        settled("c", 0, 20);
        settled("a", 5, 14);
        assertThat(births.areVain("c")).isFalse();
    }

    @Test
    void areVain_othersAreHardlyConfirmedEither_areNot() {
        settled("c", 0, 20);
        settled("a", 4, 16);
        assertThat(births.areVain("c")).isFalse();
    }
}
