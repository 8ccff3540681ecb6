package io.whoset.audit.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a longer answer.
 *
 * <p>Immutable.
 *
 * @param items the rows
 * @param next cursor for the rows after these, null where there are none
 * @param <T> the row
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** Copies the list. */
    public Page {
        items = List.copyOf(items);
    }
}
