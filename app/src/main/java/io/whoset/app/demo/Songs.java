package io.whoset.app.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The truth behind the demo's cache: counters of songs, under md5 keys, as a healthy server answers them and as one that was not
 * restarted after a configuration change does.
 *
 * <p>Safe for many threads.
 */
final class Songs {
    /** How many songs there are. */
    static final int COUNT = 120;

    /** One song in so many was taken down: its honest answer is an error. */
    private static final int TAKEN_DOWN_EACH = 40;

    private static final int MIN_SECONDS_BETWEEN_PLAYS = 10;

    private static final byte[] UNAUTHORIZED =
            ("{\"status\": 401, \"song\": null, \"artist\": null, \"album\": null, \"plays\": null, "
                            + "\"likes\": null, \"comments\": null, \"playlists\": null, \"duration\": null, \"released\": null, "
                            + "\"explicit\": null, \"lyrics\": null, \"rank\": null, \"recommended_by\": null, \"updated\": null}")
                    .getBytes(StandardCharsets.UTF_8);

    private final AtomicLongArray plays = new AtomicLongArray(COUNT);
    private final String[] keys = new String[COUNT];
    private final @Nullable LongSupplier seconds;

    /** Songs that are played by those who call {@link #play}. */
    Songs() {
        this(null);
    }

    /** Songs that somebody out there plays as time goes by, each every few seconds: what processes agree on that share nothing but a clock; null as above. */
    Songs(@Nullable LongSupplier seconds) {
        this.seconds = seconds;
        for (int song = 0; song < COUNT; song++) {
            keys[song] = md5("song:" + song + ":counters");
            plays.set(song, 1_000L + song * 7_919L);
        }
    }

    /** The song's key: 32 hex digits. */
    String key(int song) {
        return keys[song];
    }

    /** Somebody listened to it. */
    void play(int song) {
        if (seconds == null) {
            plays.incrementAndGet(song);
        }
    }

    /** What a healthy server answers now. */
    byte[] healthy(int song) {
        long count = plays.get(song) + playsByClock(song);
        String json = song % TAKEN_DOWN_EACH == TAKEN_DOWN_EACH - 1
                ? "{\"status\": 404, \"song\": " + song + ", \"error\": \"taken down\"}"
                : "{\"status\": 200, \"song\": " + song + ", \"artist\": \"artist " + song % 17
                        + "\", \"album\": \"album "
                        + song % 31 + "\", \"plays\": " + count + ", \"likes\": " + count / 9 + ", \"comments\": "
                        + count / 70
                        + ", \"playlists\": " + count / 110 + ", \"duration\": " + (150 + song % 120)
                        + ", \"released\": "
                        + (1970 + song % 55) + ", \"explicit\": false, \"lyrics\": \"" + keys[song].substring(0, 8)
                        + "\", \"rank\": " + (song + 1) + ", \"recommended_by\": " + count / 13 + ", \"updated\": "
                        + count % 86_400 + "}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private long playsByClock(int song) {
        return seconds == null ? 0 : seconds.getAsLong() / (MIN_SECONDS_BETWEEN_PLAYS + song % 13);
    }

    /** What the server that was not restarted answers for every song: its credentials are no longer valid. */
    byte[] unauthorized() {
        return UNAUTHORIZED.clone();
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
