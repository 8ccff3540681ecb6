package io.whoset.forensics.detect;

import java.util.HashMap;
import java.util.Map;

/**
 * One instance for all equal values: what histories hold many times over is held once, and is at hand when it is compared.
 *
 * <p><b>Units, bounds</b> 16,384 values; where there are more it begins anew, and what is known by then is there twice.
 *
 * <p>Audit thread only.
 */
final class Singles<T> {
    private static final int MOST = 16_384;

    private final Map<T, T> known = new HashMap<>();

    /** The one instance that equals this value. */
    T one(T value) {
        T before = known.get(value);
        if (before != null) {
            return before;
        }
        if (known.size() == MOST) {
            known.clear();
        }
        known.put(value, value);
        return value;
    }
}
