package io.whoset.benchmarks.store;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Digest;
import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * Writes as a fleet makes them: two million keys of five families, of which some are much busier than others, forty writers, JSON of 120 to 400
 * bytes, now and then a delete or a touch. The same number gives the same write.
 *
 * <p>Immutable.
 */
final class MadeWrites {
    static final int WRITERS = 40;
    private static final int KEYS = 2_000_000;
    private static final int PREVIEW = 256;

    private MadeWrites() {}

    static String writer(int number) {
        return "web-" + (number < 10 ? "0" : "") + number;
    }

    static String address(int number) {
        return "10.1.0." + (number + 1);
    }

    /** The key of a write; a third of all writes go to a thousandth of the keys. */
    static String key(long write) {
        SplittableRandom random = random(write);
        int number = (int) (KEYS * Math.pow(random.nextDouble(), 6));
        return switch (number % 5) {
            case 0 -> "user:" + number;
            case 1 -> "session:" + Long.toHexString(mix(number));
            case 2 -> "page:/product/" + number;
            case 3 -> "cart:" + number + ":items";
            default -> "feed:" + number + ":v2";
        };
    }

    /** A JSON document; a third of the writes of a key bear the same as another. */
    static String value(long write) {
        SplittableRandom random = random(write ^ 0x5DEECE66DL);
        int length = 60 + random.nextInt(280);
        StringBuilder text = new StringBuilder(400).append("{\"id\":").append(random.nextInt(KEYS));
        text.append(",\"at\":").append(random.nextInt(1 << 30)).append(",\"text\":\"");
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.append("\",\"ok\":true}").toString();
    }

    static int writerOf(long write) {
        return random(write ^ 0x9E3779B9L).nextInt(WRITERS);
    }

    /** The digest of a write's payload: not of its bytes, but as different as those. */
    static Digest digest(long write) {
        long seed = write % 3 == 0 ? write / 30 : write;
        StringBuilder hex = new StringBuilder(64);
        for (int i = 0; i < 4; i++) {
            hex.append(HexFormat.of().toHexDigits(mix(seed * 4 + i)));
        }
        return Digest.parse(hex.toString());
    }

    static WriteRecord record(long write, long tsMicros) {
        int writer = writerOf(write);
        String peer = address(writer) + ":" + (20_000 + write / 100_000 % 20_000);
        Origin origin = new Origin("main", "127.0.0.1:11211", peer, writer(writer), 1 + writer);
        Key key = Key.of(key(write));
        Interval interval = new Interval(write, write + 1);
        int kind = (int) (write % 50);
        if (kind == 49 || kind == 48) {
            String cmd = kind == 49 ? "delete" : "touch";
            String outcome = kind == 49 ? "DELETED" : "TOUCHED";
            return new WriteRecord(origin, tsMicros, cmd, key, null, null, null, outcome, 90L, interval);
        }
        String value = value(write);
        String preview = value.substring(0, Math.min(PREVIEW, value.length()));
        Content content = new Content("s" + Long.toHexString(write % 90), false, 4, 0, 0, null);
        Payload payload = new Payload(value.length(), digest(write), Format.JSON, content, false, preview);
        return new WriteRecord(origin, tsMicros, "set", key, 0L, 3600L, payload, "STORED", 80 + write % 100, interval);
    }

    private static SplittableRandom random(long seed) {
        return new SplittableRandom(mix(seed));
    }

    /** Spreads a number over 64 bits. <b>Source</b> Stafford's variant 13, as in SplittableRandom. */
    private static long mix(long number) {
        long z = number + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
