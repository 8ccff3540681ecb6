package io.whoset.app.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A few requests that belong together, the bytes that memcached answers them with, and the writes that the log must hold for them: all a function of
 * seed, client and number, so that no ledger of millions of writes needs to be kept.
 *
 * <p><b>Shape</b> keys {@code w<client>:<number><letter>}; a command word stands once a key, at most 32 writes a unit.
 */
final class Unit {
    /** More writes than any unit has. */
    static final int MOST = 32;

    final ByteArrayOutputStream requests = new ByteArrayOutputStream();
    final ByteArrayOutputStream replies = new ByteArrayOutputStream();
    final List<ExpectedWrite> writes = new ArrayList<>();
    final SplittableRandom random;
    final String key;

    private Unit(long seed, int client, int number) {
        this.random = new SplittableRandom(seed * 1_000_003 + client * 7_919L + number * 1_000_000_007L);
        this.key = "w" + client + ":" + number;
    }

    /** Every fourth client speaks the binary protocol. */
    static boolean isBinary(int client) {
        return client % 4 == 3;
    }

    static Unit of(long seed, int client, int number) {
        Unit unit = new Unit(seed, client, number);
        int dice = unit.random.nextInt(2_000);
        if (isBinary(client)) {
            new BinaryUnit(unit).fill(dice);
        } else {
            new TextUnit(unit).fill(dice);
        }
        return unit;
    }

    /** The index of a write, -1 where the unit has none of this word and key. */
    int indexOf(String cmd, String ofKey) {
        for (int i = 0; i < writes.size(); i++) {
            if (writes.get(i).cmd().equals(cmd) && writes.get(i).key().equals(ofKey)) {
                return i;
            }
        }
        return -1;
    }

    void written(
            String cmd,
            String k,
            @Nullable String flags,
            @Nullable String exptime,
            byte @Nullable [] payload,
            String outcome) {
        ByteBuffer block = payload == null ? null : ByteBuffer.wrap(payload);
        writes.add(new ExpectedWrite(cmd, k, flags, exptime, block, outcome));
    }

    byte[] value(int most) {
        return value(most, 0);
    }

    /** Bytes of every kind, also those that end lines. */
    byte[] value(int most, int least) {
        byte[] value = new byte[least + random.nextInt(most - least + 1)];
        for (int at = 0; at < value.length; at += Long.BYTES) {
            long eight = random.nextLong();
            for (int i = at; i < Math.min(value.length, at + Long.BYTES); i++) {
                value[i] = (byte) (eight >>> ((i - at) * Long.BYTES));
            }
        }
        return value;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
