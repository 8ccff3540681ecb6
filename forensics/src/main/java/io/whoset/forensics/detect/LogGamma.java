package io.whoset.forensics.detect;

/*
 * Stirling's series after shifting the argument to 8 and above: four terms, the first one left out is below 1/(1188 x^9) < 7e-12 at 8.
 * Refused: a library for one function; Lanczos, whose published coefficients state their error only for single sets.
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 6.1.41.
 */
/**
 * Logarithms of the gamma and beta functions.
 *
 * <p><b>Units, bounds</b> positive arguments; absolute error of the gamma below 1e-10 up to 1e6, relative beyond.
 *
 * <p>Safe for many threads.
 */
final class LogGamma {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046727;
    private static final double SERIES_FROM = 8;

    private LogGamma() {}

    /** Natural logarithm of the gamma function. */
    static double of(double x) {
        double product = 1;
        double at = x;
        while (at < SERIES_FROM) {
            product *= at;
            at++;
        }
        double inverse = 1 / at;
        double square = inverse * inverse;
        double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
        return (at - 0.5) * Math.log(at) - at + HALF_LOG_TWO_PI + series - Math.log(product);
    }

    /** Natural logarithm of the beta function. */
    static double beta(double a, double b) {
        return of(a) + of(b) - of(a + b);
    }
}
