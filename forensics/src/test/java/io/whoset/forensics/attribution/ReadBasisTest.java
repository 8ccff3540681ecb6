package io.whoset.forensics.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.record.Interval;
import org.junit.jupiter.api.Test;

class ReadBasisTest {
    private final ReadBasis reads = new ReadBasis();

    @Test
    void take_answeredRead_isItsTimeAndIsTakenOnce() {
        reads.read(7, 100);
        reads.onIdle(150);
        assertThat(reads.take(7)).isEqualTo(new Interval(100, 150));
        assertThat(reads.take(7)).isNull();
        assertThat(reads.take(8)).isNull();
    }

    @Test
    void take_readThatNobodyAnswered_isBeforeNothing() {
        reads.read(7, 100);
        assertThat(reads.take(7)).isEqualTo(Interval.open(100));
    }

    @Test
    void read_again_isTheLaterOne() {
        reads.read(7, 100);
        reads.onIdle(150);
        reads.read(7, 200);
        reads.onIdle(250);
        assertThat(reads.take(7)).isEqualTo(new Interval(200, 250));
    }

    @Test
    void onIdle_oftenAfterARead_keepsTheFirstMoment() {
        reads.read(7, 100);
        reads.onIdle(150);
        reads.read(8, 160);
        reads.onIdle(170);
        assertThat(reads.take(7)).isEqualTo(new Interval(100, 150));
        assertThat(reads.take(8)).isEqualTo(new Interval(160, 170));
    }

    @Test
    void read_manyKeys_remembersTheLast64() {
        for (long key = 1; key <= 100; key++) {
            reads.read(key, key);
        }
        reads.onIdle(200);
        for (long key = 1; key <= 100; key++) {
            assertThat(reads.take(key)).isEqualTo(key <= 36 ? null : new Interval(key, 200));
        }
    }
}
