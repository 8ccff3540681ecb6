package io.whoset.audit.store;

import io.whoset.protocol.Key;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The command that removes a key from memcached, for a person to send. Safe for many threads. */
public final class PurgeLine {
    private PurgeLine() {}

    /** The line without its end: {@code delete KEY}, or {@code md} with base64 where the text protocol could not spell the key. */
    public static String of(String logForm) {
        byte[] key = Key.parseLogForm(logForm).bytes();
        for (byte next : key) { // negative where it is not ASCII
            if (next <= ' ' || next == 0x7F) {
                return "md " + Base64.getEncoder().encodeToString(key) + " b";
            }
        }
        return "delete " + new String(key, StandardCharsets.US_ASCII);
    }
}
