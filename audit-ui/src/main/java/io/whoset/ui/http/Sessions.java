package io.whoset.ui.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;

/**
 * The browsers that are logged in. A session's name is random, tells nothing of the token and is worth nothing after this process or a logout.
 *
 * <p><b>Units, bounds</b> 256 random bits a name; the 256 sessions that logged in last.
 *
 * <p>Safe for many threads. Comparisons take the same time wherever the texts differ.
 */
final class Sessions {
    private static final int RANDOM_BYTES = 32;
    private static final int MOST = 256;

    private final SecureRandom random = new SecureRandom();
    private final Deque<byte[]> open = new ArrayDeque<>();

    /** A new session's name. */
    synchronized String begin() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String name = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        if (open.size() >= MOST) {
            open.removeFirst();
        }
        open.addLast(name.getBytes(StandardCharsets.UTF_8));
        return name;
    }

    /** Whether this is the name of one. */
    synchronized boolean isOpen(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        boolean found = false;
        for (byte[] one : open) {
            found |= MessageDigest.isEqual(one, wanted);
        }
        return found;
    }

    /** Ends one, where it is open. */
    synchronized void end(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        open.removeIf(one -> MessageDigest.isEqual(one, wanted));
    }
}
