package io.whoset.audit.store;

import io.whoset.audit.log.LogPosition;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lines of the log that come into the store together. Confined to the store's thread. */
interface Lines {
    /** The next one, without its line feed; null behind the last. */
    byte @Nullable [] next() throws IOException;

    /** The place in the log behind the line that was given last. */
    LogPosition position();
}
