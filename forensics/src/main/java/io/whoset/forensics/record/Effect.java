package io.whoset.forensics.record;

import org.jspecify.annotations.Nullable;

/**
 * What a write did to its item, as far as its reply tells.
 *
 * <p>Immutable. <b>Source</b> protocol.txt, "Storage commands", "Deletion"; memcached 1.6.18: a {@code set} that is too large removes
 * the old item, a negative exptime stores and is gone at once.
 */
public enum Effect {
    /** The payload is the item now. */
    STORED,
    /** The payload may be the item now: no reply said so. */
    MAYBE_STORED,
    /** The item is gone. */
    GONE,
    /** The item is something else than any payload that was seen. */
    CHANGED,
    /** Nothing, or nothing that matters here. */
    NOTHING;

    /** Reads it from the command and the reply. */
    public static Effect of(WriteRecord write) {
        return switch (write.cmd()) {
            case "set", "add", "replace", "cas", "ms" -> ofStorage(write);
            case "append", "prepend", "incr", "decr", "ma" -> isRefused(write.outcome()) ? NOTHING : CHANGED;
            case "delete", "md", "flush_all" -> isRefused(write.outcome()) ? NOTHING : GONE;
            case "touch", "gat", "gats" -> isNegative(write) && !isRefused(write.outcome()) ? GONE : NOTHING;
            default -> NOTHING;
        };
    }

    private static Effect ofStorage(WriteRecord write) {
        String outcome = write.outcome();
        if (write.payload() != null && write.payload().partial()) {
            return isRefused(outcome) ? NOTHING : CHANGED;
        }
        if ("STORED".equals(outcome) || "HD".equals(outcome)) {
            return isNegative(write) ? GONE : STORED;
        }
        if (outcome == null || outcome.equals("none") || outcome.equals("lost")) {
            return write.cmd().equals("set") ? MAYBE_STORED : CHANGED;
        }
        return outcome.equals("SERVER_ERROR") ? GONE : NOTHING;
    }

    private static boolean isNegative(WriteRecord write) {
        return write.exptime() != null && write.exptime() < 0;
    }

    /** Whether the server said that nothing happened. */
    private static boolean isRefused(@Nullable String outcome) {
        return outcome != null
                && switch (outcome) {
                    case "NOT_STORED",
                            "NOT_FOUND",
                            "EXISTS",
                            "NS",
                            "NF",
                            "EX",
                            "ERROR",
                            "CLIENT_ERROR",
                            "SERVER_ERROR" -> true;
                    default -> false;
                };
    }
}
