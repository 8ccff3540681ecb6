package io.whoset.audit.log;

import io.whoset.forensics.record.Oddity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line about a write of the log as the store gives it back; components bear the contract's names and meanings, absent is null.
 *
 * <p><b>Units</b> {@code tsMicros} microseconds since 1970 UTC; {@code rttUs} microseconds.
 *
 * <p>Immutable.
 *
 * @param named id of the finding that named it for bad after its line was written, and gave it its verdict; null where the verdict is the line's
 */
public record WriteRow(
        String id,
        long tsMicros,
        String route,
        String upstream,
        String peer,
        String writer,
        long conn,
        @Nullable String process,
        String cmd,
        @Nullable String key,
        @Nullable Long flags,
        @Nullable Long exptime,
        @Nullable Long bytes,
        @Nullable String digest,
        @Nullable String format,
        @Nullable String shape,
        boolean partial,
        @Nullable String outcome,
        @Nullable Long rttUs,
        @Nullable String preview,
        String verdict,
        List<Oddity> findings,
        @Nullable String named) {
    /** Why a payload has neither digest nor preview, as the log says it. */
    static final String CREDENTIAL = "credential";

    /** Whether its payload is, or may be, a credential, and was not looked at. */
    public boolean isWithheld() {
        return bytes != null && digest == null;
    }
}
