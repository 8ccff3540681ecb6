package io.whoset.audit.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One line of the log, read back.
 *
 * <p>Immutable.
 *
 * @param event the event's word
 * @param write the row of a {@code write} line, else null
 * @param finding the row of a {@code finding} line, else null
 */
public record LogLine(
        String event, @Nullable WriteRow write, @Nullable FindingRow finding) {
    /**
     * Reads a line, without its line feed; fields that are not known are passed over.
     *
     * @throws IOException where it is no such line
     */
    public static LogLine parse(byte[] line) throws IOException {
        return new LineParser(line).parse();
    }

    /** The id of the line, empty for events without one. */
    public String id() {
        if (write != null) {
            return write.id();
        }
        return finding == null ? "" : finding.id();
    }
}
