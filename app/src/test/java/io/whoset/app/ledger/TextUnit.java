package io.whoset.app.ledger;

import org.jspecify.annotations.Nullable;

/** Fills a unit with requests of the text protocol. Confined to one thread. */
final class TextUnit {
    /** Longer than memcached stores. */
    private static final int TOO_LARGE = 1_200_000;

    private final Unit unit;

    TextUnit(Unit unit) {
        this.unit = unit;
    }

    void fill(int dice) {
        if (dice < 2) {
            tooLarge();
        } else if (dice < 40) {
            large();
        } else {
            common(dice % 7);
        }
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
        String k = unit.key + "a";
        byte[] set = unit.value(200);
        byte[] replace = unit.value(2_000);
        byte[] append = unit.value(30);
        byte[] prepend = unit.value(30);
        store("set", k, set, "STORED");
        store("add", k, unit.value(50), "NOT_STORED");
        String flags = store("replace", k, replace, "none");
        store("append", k, append, "STORED");
        store("prepend", k, prepend, "none");
        ask("get " + k, "VALUE " + k + " " + flags + " " + (prepend.length + replace.length + append.length));
        unit.replies.writeBytes(prepend);
        unit.replies.writeBytes(replace);
        unit.replies.writeBytes(append);
        reply("\r\nEND");
        change("delete", k, "", null, "DELETED");
    }

    private void numbers() {
        String k = unit.key + "a";
        store("set", k, Unit.bytes("41"), "none");
        change("incr", k, " 1", null, "42");
        change("decr", k, " 2", null, "none");
        change("touch", k, " 100", "100", "TOUCHED");
        change("delete", k, "", null, "none");
        ask("get " + k, "END");
    }

    private void misses() {
        String k = unit.key + "a";
        store("replace", k, unit.value(100), "NOT_STORED");
        store("prepend", k, unit.value(100), "NOT_STORED");
        store("append", k, unit.value(10), "none");
        change("incr", k, " 5", null, "NOT_FOUND");
        change("touch", k, " 7", "7", "NOT_FOUND");
        byte[] value = unit.value(100);
        send("cas " + k + " 3 0 " + value.length + " 99", value);
        reply("NOT_FOUND");
        unit.written("cas", k, "3", "0", value, "NOT_FOUND");
        change("delete", k, "", null, "NOT_FOUND");
    }

    private void meta() {
        byte[] quiet = unit.value(300);
        send("ms " + unit.key + "a " + quiet.length + " q F7 T90", quiet);
        unit.written("ms", unit.key + "a", "7", "90", quiet, "none");
        ask("mn", "MN");
        byte[] marked = unit.value(300);
        send("ms " + unit.key + "b " + marked.length + " Oo1", marked);
        reply("HD Oo1");
        unit.written("ms", unit.key + "b", null, null, marked, "HD");
        ask("mg " + unit.key + "b T60 Oo2", "HD Oo2");
        unit.written("mg", unit.key + "b", null, "60", null, "HD");
        byte[] refused = unit.value(20);
        send("ms " + unit.key + "c " + refused.length + " MR q", refused);
        reply("NS");
        unit.written("ms", unit.key + "c", null, null, refused, "NS");
        // without it, the ma could have been answered with that NS as well
        ask("mn", "MN");
        ask("ma " + unit.key + "d N60 J5 v", "VA 1\r\n5");
        unit.written("ma", unit.key + "d", null, "60", null, "VA");
        for (char letter : new char[] {'a', 'b', 'd'}) {
            send("md " + unit.key + letter + " q", null);
            unit.written("md", unit.key + letter, null, null, null, "none");
        }
        ask("mn", "MN");
    }

    private void refused() {
        ask("set " + unit.key + "a 0 0 abc", "CLIENT_ERROR bad command line format");
        ask("incr " + unit.key + "a", "ERROR");
        ask("nonsense " + unit.key + "a", "ERROR");
        unit.requests.writeBytes(Unit.bytes("set " + unit.key + "b 5 0 3\r\nabcde"));
        reply("CLIENT_ERROR bad data chunk");
        unit.written("set", unit.key + "b", "5", "0", Unit.bytes("abc"), "CLIENT_ERROR");
        store("add", unit.key + "b", unit.value(40), "STORED");
        change("delete", unit.key + "b", "", null, "DELETED");
    }

    private void touches() {
        String flags = store("set", unit.key + "a", Unit.bytes("here"), "none");
        send("gat 50 " + unit.key + "a " + unit.key + "b", null);
        reply("VALUE " + unit.key + "a " + flags + " 4\r\nhere\r\nEND");
        unit.written("gat", unit.key + "a", null, "50", null, "VALUE");
        unit.written("gat", unit.key + "b", null, "50", null, "END");
        change("delete", unit.key + "a", "", null, "DELETED");
    }

    private void burst() {
        for (char letter = 'a'; letter < 'm'; letter++) {
            store("set", unit.key + letter, unit.value(60), "none");
        }
        for (char letter = 'a'; letter < 'm'; letter++) {
            change("delete", unit.key + letter, "", null, "none");
        }
        ask("mn", "MN");
    }

    private void large() {
        store("set", unit.key + "a", unit.value(100_000), "STORED");
        change("delete", unit.key + "a", "", null, "DELETED");
    }

    private void tooLarge() {
        byte[] huge = unit.value(TOO_LARGE + 1_000, TOO_LARGE);
        store("set", unit.key + "a", huge, "SERVER_ERROR");
        store("set", unit.key + "b", huge, "none");
        send("ms " + unit.key + "c " + huge.length, huge);
        reply("SERVER_ERROR object too large for cache");
        unit.written("ms", unit.key + "c", null, null, huge, "SERVER_ERROR");
        store("add", unit.key + "b", unit.value(10), "STORED");
        change("delete", unit.key + "b", "", null, "DELETED");
    }

    /** A storage command; {@code none} is sent with noreply. The client flags that it was sent with. */
    private String store(String cmd, String k, byte[] value, String outcome) {
        String flags = Integer.toString(unit.random.nextInt(70_000));
        String exptime = Integer.toString(unit.random.nextInt(2) * (600 + unit.random.nextInt(3_000)));
        boolean noreply = outcome.equals("none");
        send(cmd + " " + k + " " + flags + " " + exptime + " " + value.length + (noreply ? " noreply" : ""), value);
        if (!noreply) {
            reply(outcome.equals("SERVER_ERROR") ? "SERVER_ERROR object too large for cache" : outcome);
        }
        unit.written(cmd, k, flags, exptime, value, outcome);
        return flags;
    }

    private void change(String cmd, String k, String arguments, @Nullable String exptime, String outcome) {
        boolean noreply = outcome.equals("none");
        send(cmd + " " + k + arguments + (noreply ? " noreply" : ""), null);
        if (!noreply) {
            reply(outcome);
        }
        unit.written(cmd, k, null, exptime, null, outcome);
    }

    private void ask(String line, String answer) {
        send(line, null);
        reply(answer);
    }

    private void send(String line, byte @Nullable [] block) {
        unit.requests.writeBytes(Unit.bytes(line + "\r\n"));
        if (block != null) {
            unit.requests.writeBytes(block);
            unit.requests.writeBytes(Unit.bytes("\r\n"));
        }
    }

    private void reply(String line) {
        unit.replies.writeBytes(Unit.bytes(line + "\r\n"));
    }
}
