package io.whoset.forensics.payload;

import io.whoset.forensics.record.Content;
import java.nio.ByteBuffer;

/**
 * Reads the structure of one serialized payload after the other as it streams by. Nothing is ever made of it: no object, no class, no code.
 *
 * <p><b>Units, bounds</b> memory is fixed, whatever the payload; what is larger than {@link #MOST_BYTES} or deeper than the scan goes is not told.
 *
 * <p>Confined to the connection's event loop.
 */
interface Scan {
    /** So much of a payload is read. */
    long MOST_BYTES = 1 << 20;

    /** Begins with the next payload. */
    void reset();

    /** A piece; its position is untouched. */
    void offer(ByteBuffer piece);

    /** Whether the payload cannot well be of another format, whole or not. */
    boolean isProven();

    /** What was learnt; the payload ends here. Opaque where nothing is certain; broken only where the structure itself says so. */
    Content end();
}
