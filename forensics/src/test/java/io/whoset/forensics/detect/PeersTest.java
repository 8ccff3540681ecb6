package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeersTest {
    private static long flags(Sighting store) {
        return store.flags();
    }

    private static long agreed(long... flags) {
        SomeStore[] stores = new SomeStore[flags.length];
        for (int i = 0; i < flags.length; i++) {
            stores[i] = SomeStore.by("w" + i, i, i).flags(flags[i]);
        }
        return SomeStore.peers(stores).agreed(PeersTest::flags);
    }

    @Test
    void agreed_twoAtLeastAndMoreThanHalf() {
        assertThat(agreed(4)).isZero();
        assertThat(agreed(4, 4)).isEqualTo(4);
        assertThat(agreed(4, 4, 5)).isEqualTo(4);
        assertThat(agreed(4, 4, 5, 6)).isZero();
        assertThat(agreed(4, 4, 5, 4)).isEqualTo(4);
    }
}
