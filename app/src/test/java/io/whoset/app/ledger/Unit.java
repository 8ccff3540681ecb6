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

    private static final int TOO_LARGE = 1_200_000;

    final ByteArrayOutputStream requests = new ByteArrayOutputStream();
    final ByteArrayOutputStream replies = new ByteArrayOutputStream();
    final List<ExpectedWrite> writes = new ArrayList<>();
    private final SplittableRandom random;
    private final String key;

    private Unit(long seed, int client, int number) {
        this.random = new SplittableRandom(seed * 1_000_003 + client * 7_919L + number * 1_000_000_007L);
        this.key = "w" + client + ":" + number;
    }

    static Unit of(long seed, int client, int number) {
        Unit unit = new Unit(seed, client, number);
        int dice = unit.random.nextInt(2_000);
        if (dice < 2) {
            unit.tooLarge();
        } else if (dice < 40) {
            unit.large();
        } else {
            unit.common(dice % 7);
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

    private void common(int kind) {
        switch (kind) {
            case 0 -> classic();
            case 1 -> numbers();
            case 2 -> misses();
            case 3 -> meta();
            case 4 -> refused();
            case 5 -> touches();
            default -> burst();
        }
    }

    private void classic() {
        String k = key + "a";
        byte[] set = value(200);
        byte[] replace = value(2_000);
        byte[] append = value(30);
        byte[] prepend = value(30);
        store("set", k, set, "STORED");
        store("add", k, value(50), "NOT_STORED");
        String flags = store("replace", k, replace, "none");
        store("append", k, append, "STORED");
        store("prepend", k, prepend, "none");
        ask("get " + k, "VALUE " + k + " " + flags + " " + (prepend.length + replace.length + append.length));
        replies.writeBytes(prepend);
        replies.writeBytes(replace);
        replies.writeBytes(append);
        reply("\r\nEND");
        change("delete", k, "", null, "DELETED");
    }

    private void numbers() {
        String k = key + "a";
        store("set", k, bytes("41"), "none");
        change("incr", k, " 1", null, "42");
        change("decr", k, " 2", null, "none");
        change("touch", k, " 100", "100", "TOUCHED");
        change("delete", k, "", null, "none");
        ask("get " + k, "END");
    }

    private void misses() {
        String k = key + "a";
        store("replace", k, value(100), "NOT_STORED");
        store("prepend", k, value(100), "NOT_STORED");
        store("append", k, value(10), "none");
        change("incr", k, " 5", null, "NOT_FOUND");
        change("touch", k, " 7", "7", "NOT_FOUND");
        byte[] value = value(100);
        send("cas " + k + " 3 0 " + value.length + " 99", value);
        reply("NOT_FOUND");
        written("cas", k, "3", "0", value, "NOT_FOUND");
        change("delete", k, "", null, "NOT_FOUND");
    }

    private void meta() {
        byte[] quiet = value(300);
        send("ms " + key + "a " + quiet.length + " q F7 T90", quiet);
        written("ms", key + "a", "7", "90", quiet, "none");
        ask("mn", "MN");
        byte[] marked = value(300);
        send("ms " + key + "b " + marked.length + " Oo1", marked);
        reply("HD Oo1");
        written("ms", key + "b", null, null, marked, "HD");
        ask("mg " + key + "b T60 Oo2", "HD Oo2");
        written("mg", key + "b", null, "60", null, "HD");
        byte[] refused = value(20);
        send("ms " + key + "c " + refused.length + " MR q", refused);
        reply("NS");
        written("ms", key + "c", null, null, refused, "NS");
        // without it, the ma could have been answered with that NS as well
        ask("mn", "MN");
        ask("ma " + key + "d N60 J5 v", "VA 1\r\n5");
        written("ma", key + "d", null, "60", null, "VA");
        for (char letter : new char[] {'a', 'b', 'd'}) {
            send("md " + key + letter + " q", null);
            written("md", key + letter, null, null, null, "none");
        }
        ask("mn", "MN");
    }

    private void refused() {
        ask("set " + key + "a 0 0 abc", "CLIENT_ERROR bad command line format");
        ask("incr " + key + "a", "ERROR");
        ask("nonsense " + key + "a", "ERROR");
        requests.writeBytes(bytes("set " + key + "b 5 0 3\r\nabcde"));
        reply("CLIENT_ERROR bad data chunk");
        written("set", key + "b", "5", "0", bytes("abc"), "CLIENT_ERROR");
        store("add", key + "b", value(40), "STORED");
        change("delete", key + "b", "", null, "DELETED");
    }

    private void touches() {
        String flags = store("set", key + "a", bytes("here"), "none");
        send("gat 50 " + key + "a " + key + "b", null);
        reply("VALUE " + key + "a " + flags + " 4\r\nhere\r\nEND");
        written("gat", key + "a", null, "50", null, "VALUE");
        written("gat", key + "b", null, "50", null, "END");
        change("delete", key + "a", "", null, "DELETED");
    }

    private void burst() {
        for (char letter = 'a'; letter < 'm'; letter++) {
            store("set", key + letter, value(60), "none");
        }
        for (char letter = 'a'; letter < 'm'; letter++) {
            change("delete", key + letter, "", null, "none");
        }
        ask("mn", "MN");
    }

    private void large() {
        store("set", key + "a", value(100_000), "STORED");
        change("delete", key + "a", "", null, "DELETED");
    }

    private void tooLarge() {
        byte[] huge = value(TOO_LARGE + 1_000, TOO_LARGE);
        store("set", key + "a", huge, "SERVER_ERROR");
        store("set", key + "b", huge, "none");
        send("ms " + key + "c " + huge.length, huge);
        reply("SERVER_ERROR object too large for cache");
        written("ms", key + "c", null, null, huge, "SERVER_ERROR");
        store("add", key + "b", value(10), "STORED");
        change("delete", key + "b", "", null, "DELETED");
    }

    /** A storage command; {@code none} is sent with noreply. The client flags that it was sent with. */
    private String store(String cmd, String k, byte[] value, String outcome) {
        String flags = Integer.toString(random.nextInt(70_000));
        String exptime = Integer.toString(random.nextInt(2) * (600 + random.nextInt(3_000)));
        boolean noreply = outcome.equals("none");
        send(cmd + " " + k + " " + flags + " " + exptime + " " + value.length + (noreply ? " noreply" : ""), value);
        if (!noreply) {
            reply(outcome.equals("SERVER_ERROR") ? "SERVER_ERROR object too large for cache" : outcome);
        }
        written(cmd, k, flags, exptime, value, outcome);
        return flags;
    }

    private void change(String cmd, String k, String arguments, @Nullable String exptime, String outcome) {
        boolean noreply = outcome.equals("none");
        send(cmd + " " + k + arguments + (noreply ? " noreply" : ""), null);
        if (!noreply) {
            reply(outcome);
        }
        written(cmd, k, null, exptime, null, outcome);
    }

    private void written(
            String cmd,
            String k,
            @Nullable String flags,
            @Nullable String exptime,
            byte @Nullable [] payload,
            String outcome) {
        ByteBuffer block = payload == null ? null : ByteBuffer.wrap(payload);
        writes.add(new ExpectedWrite(cmd, k, flags, exptime, block, outcome));
    }

    private void ask(String line, String answer) {
        send(line, null);
        reply(answer);
    }

    private void send(String line, byte @Nullable [] block) {
        requests.writeBytes(bytes(line + "\r\n"));
        if (block != null) {
            requests.writeBytes(block);
            requests.writeBytes(bytes("\r\n"));
        }
    }

    private void reply(String line) {
        replies.writeBytes(bytes(line + "\r\n"));
    }

    private byte[] value(int most) {
        return value(most, 0);
    }

    /** Bytes of every kind, also those that end lines. */
    private byte[] value(int most, int least) {
        byte[] value = new byte[least + random.nextInt(most - least + 1)];
        for (int at = 0; at < value.length; at += Long.BYTES) {
            long eight = random.nextLong();
            for (int i = at; i < Math.min(value.length, at + Long.BYTES); i++) {
                value[i] = (byte) (eight >>> ((i - at) * Long.BYTES));
            }
        }
        return value;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
