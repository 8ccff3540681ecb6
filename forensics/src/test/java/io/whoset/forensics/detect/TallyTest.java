package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Docket docket = new Docket(new TallyBudget(10));

    private Tally tally() {
        return Objects.requireNonNull(docket.tally("w"));
    }

    @Test
    void recent_anyTraits_countsTheLastSixteen() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            Tally tally = new Tally("w", 0, docket);
            Deque<Long> last = new ArrayDeque<>();
            int calm = 1 + random.nextInt(30);
            for (int i = 0; i < 100; i++) {
                // long runs of one trait, which are not kept one by one
                long trait = random.nextInt(calm) == 0 ? random.nextInt(4) : 3;
                tally.sawTrait(trait);
                last.addLast(trait);
                if (last.size() > 16) {
                    last.removeFirst();
                }
                for (long asked = 0; asked < 4; asked++) {
                    long wanted = asked;
                    assertThat((long) tally.recent(asked))
                            .isEqualTo(
                                    last.stream().filter(seen -> seen == wanted).count());
                }
            }
        }
    }

    @Test
    void fine_backToTheOthersFormOnAnOddConnection_isOneReturnEach() {
        Tally tally = tally();
        tally.fine(7, 1, 10);
        assertThat(tally.returns()).isZero();
        tally.fired(7, 5);
        tally.fired(7, 5);
        tally.fine(7, 5, 11);
        assertThat(tally.returns()).as("the same as ever").isZero();
        tally.fine(8, 1, 12);
        assertThat(tally.returns()).as("another connection").isZero();
        tally.fine(7, 1, 13);
        tally.fine(7, 1, 14);
        assertThat(tally.returns()).isEqualTo(1);
        assertThat(tally.fine()).isEqualTo(5);
        assertThat(tally.fineMicros()).isEqualTo(14);
        assertThat(tally.fineConn()).isEqualTo(7);
    }

    @Test
    void odd_afterAnAcquittal_beginsAnew() {
        Tally tally = tally();
        Sighting store = SomeStore.by("w", 3, 1).sighting();
        tally.odd(new Charge(0, store, 9, 1, "k", "why"), "example");
        assertThat(tally.keys()).containsExactly("k");
        assertThat(tally.odd()).isEqualTo(1);
        tally.acquit(100);
        assertThat(tally.keys()).isEmpty();
        assertThat(tally.odd()).isZero();
        tally.odd(new Charge(0, store, 9, 1, "l", "why"), "example");
        assertThat(tally.keys()).containsExactly("l");
    }
}
