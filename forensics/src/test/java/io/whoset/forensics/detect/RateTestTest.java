package io.whoset.forensics.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTestTest {
    @ParameterizedTest
    @CsvSource({
        "3, 60, 0, 400, 37",
        "5, 60, 0, 400, 2500",
        "10, 1000, 0, 3000, 22000",
        "12, 16, 0, 75, 5e10",
        "9, 20, 20, 100, 2.5",
        "8, 300, 30, 1200, 0.052",
        "5, 539, 0, 1113, 8"
    })
    void logFactor_knownTable_isWithinAFifth(long odd, long all, long othersOdd, long othersAll, double factor) {
        assertThat(RateTest.logFactor(odd, all, othersOdd, othersAll)).isCloseTo(Math.log(factor), within(0.35));
    }

    @Test
    void logFactor_lessOftenThanOthers_saysNothing() {
        assertThat(RateTest.logFactor(0, 100, 50, 100)).isZero();
        assertThat(RateTest.logFactor(5, 10, 0, 0)).isZero();
        assertThat(RateTest.logFactor(0, 0, 5, 10)).isZero();
    }

    @Test
    void logFactor_lookedAtAfterEachStoreOfEqualWriters_hardlyEverExceedsTheBound() {
        SplittableRandom random = new SplittableRandom(7);
        int exceeded = 0;
        for (int run = 0; run < 2000; run++) {
            int odd = 0;
            int othersOdd = 0;
            double most = 0;
            for (int n = 1; n <= 300; n++) {
                odd += random.nextInt(20) == 0 ? 1 : 0;
                for (int other = 0; other < 8; other++) {
                    othersOdd += random.nextInt(20) == 0 ? 1 : 0;
                }
                most = Math.max(most, RateTest.logFactor(odd, n, othersOdd, 8L * n));
            }
            exceeded += most > Math.log(100) ? 1 : 0;
        }
        assertThat(exceeded).as("of 2000 runs over a factor of 100").isLessThanOrEqualTo(20);
    }

    @Test
    void logGamma_knownValues_areExact() {
        assertThat(LogGamma.of(1)).isCloseTo(0, within(1e-11));
        assertThat(LogGamma.of(0.5)).isCloseTo(0.5 * Math.log(Math.PI), within(1e-11));
        assertThat(LogGamma.of(5)).isCloseTo(Math.log(24), within(1e-11));
        double sum = 0;
        for (int i = 2; i <= 1000; i++) {
            sum += Math.log(i);
        }
        assertThat(LogGamma.of(1001)).isCloseTo(sum, within(1e-9));
    }
}
