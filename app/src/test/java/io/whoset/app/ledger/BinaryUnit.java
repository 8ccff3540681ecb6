package io.whoset.app.ledger;

import java.nio.ByteBuffer;

/**
 * Fills a unit with requests of the binary protocol.
 *
 * <p><b>Shape</b> the cas unique of a foretold reply is 0, as the server alone knows it.
 *
 * <p>Confined to one thread.
 */
final class BinaryUnit {
    /** Bytes of a header, in both directions. */
    static final int HEADER = 24;
    /** Where the body's length and the cas unique stand in it. */
    static final int BODY_LENGTH = 8;

    static final int CAS = 16;

    private static final int TOO_LARGE = 1_200_000;
    private static final int NEVER_CREATE = -1;

    private static final int GET = 0x00;
    private static final int SET = 0x01;
    private static final int ADD = 0x02;
    private static final int REPLACE = 0x03;
    private static final int DELETE = 0x04;
    private static final int INCREMENT = 0x05;
    private static final int NOOP = 0x0a;
    private static final int APPEND = 0x0e;
    private static final int SETQ = 0x11;
    private static final int ADDQ = 0x12;
    private static final int REPLACEQ = 0x13;
    private static final int DELETEQ = 0x14;
    private static final int DECREMENTQ = 0x16;
    private static final int PREPENDQ = 0x1a;
    private static final int TOUCH = 0x1c;
    private static final int GAT = 0x1d;
    private static final int GATQ = 0x1e;

    private static final int OK = 0;
    private static final int NOT_FOUND = 1;
    private static final int EXISTS = 2;
    private static final int LARGE = 3;
    private static final int NOT_STORED = 5;
    private static final byte[] NONE = {};

    private final Unit unit;
    private final String a;

    BinaryUnit(Unit unit) {
        this.unit = unit;
        this.a = unit.key + "a";
    }

    void fill(int dice) {
        if (dice < 2) {
            tooLarge();
        } else if (dice < 40) {
            store(SET, "set", a, unit.value(100_000), "STORED");
            delete(a);
        } else {
            switch (dice % 5) {
                case 0 -> classic();
                case 1 -> numbers();
                case 2 -> misses();
                case 3 -> touches();
                default -> burst();
            }
        }
    }

    private void classic() {
        byte[] replace = unit.value(2_000);
        byte[] append = unit.value(30);
        byte[] prepend = unit.value(30);
        store(SET, "set", a, unit.value(200), "STORED");
        store(ADDQ, "add", a, unit.value(20), "NOT_STORED");
        reply(ADDQ, EXISTS, NONE, "Data exists for key.");
        int flags = store(REPLACEQ, "replace", a, replace, "none");
        request(APPEND, 0, NONE, a, append);
        reply(APPEND, OK, NONE, NONE);
        unit.written("append", a, null, null, append, "STORED");
        request(PREPENDQ, 0, NONE, a, prepend);
        unit.written("prepend", a, null, null, prepend, "none");
        request(GET, 0, NONE, a, NONE);
        byte[] value = ByteBuffer.allocate(prepend.length + replace.length + append.length)
                .put(prepend)
                .put(replace)
                .put(append)
                .array();
        reply(GET, OK, four(flags), value);
        delete(a);
    }

    private void numbers() {
        int flags = store(SETQ, "set", a, Unit.bytes("41"), "none");
        request(INCREMENT, 0, delta(1), a, NONE);
        reply(INCREMENT, OK, NONE, ByteBuffer.allocate(8).putLong(42).array());
        unit.written("incr", a, null, null, null, "42");
        request(DECREMENTQ, 0, delta(2), a, NONE);
        unit.written("decr", a, null, null, null, "none");
        request(TOUCH, 0, four(100), a, NONE);
        reply(TOUCH, OK, four(flags), NONE);
        unit.written("touch", a, null, "100", null, "TOUCHED");
        request(DELETEQ, 0, NONE, a, NONE);
        unit.written("delete", a, null, null, null, "none");
        request(GET, 0, NONE, a, NONE);
        reply(GET, NOT_FOUND, NONE, "Not found");
    }

    private void misses() {
        store(REPLACE, "replace", a, unit.value(100), "NOT_STORED");
        reply(REPLACE, NOT_FOUND, NONE, "Not found");
        byte[] append = unit.value(20);
        request(APPEND, 0, NONE, a, append);
        reply(APPEND, NOT_STORED, NONE, "Not stored.");
        unit.written("append", a, null, null, append, "NOT_STORED");
        byte[] cas = unit.value(100);
        request(SETQ, 99, storeExtras(3, 0), a, cas);
        reply(SETQ, NOT_FOUND, NONE, "Not found");
        unit.written("cas", a, "3", "0", cas, "NOT_FOUND");
        request(INCREMENT, 0, delta(5), a, NONE);
        reply(INCREMENT, NOT_FOUND, NONE, "Not found");
        unit.written("incr", a, null, null, null, "NOT_FOUND");
        request(DELETEQ, 0, NONE, a, NONE);
        reply(DELETEQ, NOT_FOUND, NONE, "Not found");
        unit.written("delete", a, null, null, null, "NOT_FOUND");
        noop();
    }

    private void touches() {
        int flags = store(ADD, "add", a, Unit.bytes("here"), "STORED");
        request(GAT, 0, four(50), a, NONE);
        reply(GAT, OK, four(flags), Unit.bytes("here"));
        unit.written("gat", a, null, "50", null, "VALUE");
        request(GATQ, 0, four(60), unit.key + "b", NONE);
        unit.written("gat", unit.key + "b", null, "60", null, "none");
        delete(a);
    }

    private void burst() {
        for (char letter = 'a'; letter < 'm'; letter++) {
            store(SETQ, "set", unit.key + letter, unit.value(60), "none");
        }
        for (char letter = 'a'; letter < 'm'; letter++) {
            request(DELETEQ, 0, NONE, unit.key + letter, NONE);
            unit.written("delete", unit.key + letter, null, null, null, "none");
        }
        noop();
    }

    private void tooLarge() {
        byte[] huge = unit.value(TOO_LARGE + 1_000, TOO_LARGE);
        store(SET, "set", a, huge, "SERVER_ERROR");
        reply(SET, LARGE, NONE, "Too large.");
        store(SETQ, "set", unit.key + "b", huge, "SERVER_ERROR");
        reply(SETQ, LARGE, NONE, "Too large.");
        noop();
    }

    private void noop() {
        request(NOOP, 0, NONE, "", NONE);
        reply(NOOP, OK, NONE, NONE);
    }

    private void delete(String key) {
        request(DELETE, 0, NONE, key, NONE);
        reply(DELETE, OK, NONE, NONE);
        unit.written("delete", key, null, null, null, "DELETED");
    }

    /** A storage request and, where it succeeds loudly, its reply; the client flags that it was sent with. */
    private int store(int opcode, String cmd, String key, byte[] value, String outcome) {
        int flags = unit.random.nextInt(70_000);
        int exptime = unit.random.nextInt(2) * (600 + unit.random.nextInt(3_000));
        request(opcode, 0, storeExtras(flags, exptime), key, value);
        if (outcome.equals("STORED")) {
            reply(opcode, OK, NONE, NONE);
        }
        unit.written(cmd, key, Integer.toString(flags), Integer.toString(exptime), value, outcome);
        return flags;
    }

    private static byte[] storeExtras(int flags, int exptime) {
        return ByteBuffer.allocate(8).putInt(flags).putInt(exptime).array();
    }

    private static byte[] delta(long delta) {
        return ByteBuffer.allocate(20)
                .putLong(delta)
                .putLong(0)
                .putInt(NEVER_CREATE)
                .array();
    }

    private static byte[] four(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    private void request(int opcode, long cas, byte[] extras, String key, byte[] value) {
        unit.requests.writeBytes(frame(0x80, opcode, 0, cas, extras, Unit.bytes(key), value));
    }

    private void reply(int opcode, int status, byte[] extras, String text) {
        reply(opcode, status, extras, Unit.bytes(text));
    }

    private void reply(int opcode, int status, byte[] extras, byte[] value) {
        unit.replies.writeBytes(frame(0x81, opcode, status, 0, extras, NONE, value));
    }

    /** The opaque is 0 always, as with libmemcached. */
    private static byte[] frame(int magic, int opcode, int status, long cas, byte[] extras, byte[] key, byte[] value) {
        int body = extras.length + key.length + value.length;
        return ByteBuffer.allocate(HEADER + body)
                .put((byte) magic)
                .put((byte) opcode)
                .putShort((short) key.length)
                .put((byte) extras.length)
                .put((byte) 0)
                .putShort((short) status)
                .putInt(body)
                .putInt(0)
                .putLong(cas)
                .put(extras)
                .put(key)
                .put(value)
                .array();
    }
}
