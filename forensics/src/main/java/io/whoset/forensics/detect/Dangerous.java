package io.whoset.forensics.detect;

import io.whoset.forensics.record.WriteRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A serialized object that runs code when it is loaded: a known gadget class, a pickle that calls the system.
 *
 * <p>One such write is enough. Never: harmless objects, dates in pickles; what another writer has stored in the family before, too: then it is what the
 * family is made of.
 *
 * <p><b>Units, bounds</b> remembers the first writer of 1024 (family, danger) pairs.
 *
 * <p>Audit thread only.
 */
final class Dangerous {
    private static final int MOST = 1024;

    private final Map<String, String> firstWriters = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    /** Why a write is dangerous, null where it is not. */
    @Nullable
    String why(WriteRecord write, String family) {
        String danger =
                write.payload() == null ? null : write.payload().content().danger();
        if (danger == null) {
            return null;
        }
        String writer = write.origin().writer();
        String first = firstWriters.putIfAbsent(family + " " + danger, writer);
        return first == null || first.equals(writer) ? "holds what runs code when it is loaded: " + danger : null;
    }
}
