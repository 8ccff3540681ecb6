package io.whoset.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * All keys of a workload with their values, as the bytes that go out and come back.
 *
 * <p><b>Shape</b> {@code set item:00000012 0 0 1024\r\n{"id":"item:00000012","rev":"0000004711",…}\r\n}; {@code rev} alone differs between two versions
 * of an item, and is a number that grows over all sets of a run, so that no two writes have the same digest.
 *
 * <p>Confined to the run's thread.
 */
final class Items {
    /** Bytes of {@code rev}'s digits. */
    static final int REV_BYTES = 10;

    private static final int MOST_BYTES = 32 << 20;
    private static final int MOST_KEYS = 10_000;
    private static final String[] NAMES = {
        "ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "maple", "oak", "pine"
    };

    private final int count;
    private final int setHead;
    private final int getHead;
    private final int valueBytes;
    private final int revAt;
    private final ByteBuffer[] sets;
    private final ByteBuffer[] hits;
    private long lastRev;

    Items(String prefix, int valueBytes) {
        this.valueBytes = valueBytes;
        this.count = Math.max(64, Math.min(MOST_KEYS, MOST_BYTES / valueBytes));
        this.sets = new ByteBuffer[count];
        this.hits = new ByteBuffer[count];
        this.setHead = setLine(key(prefix, 0)).length();
        this.getHead = valueLine(key(prefix, 0)).length();
        this.revAt = value(key(prefix, 0)).indexOf("\"rev\":\"") + "\"rev\":\"".length();
        for (int i = 0; i < count; i++) {
            String key = key(prefix, i);
            String value = value(key);
            sets[i] = direct(setLine(key) + value + "\r\n");
            hits[i] = direct(valueLine(key) + value + "\r\n");
        }
    }

    private static String key(String prefix, int index) {
        return prefix + ":" + String.format("%08d", index);
    }

    private String setLine(String key) {
        return "set " + key + " 0 0 " + valueBytes + "\r\n";
    }

    private String valueLine(String key) {
        return "VALUE " + key + " 0 " + valueBytes + "\r\n";
    }

    /** A JSON document of exactly the length asked for, like what web applications keep: members of several types, a list, some prose. */
    private String value(String key) {
        int dice = key.hashCode();
        StringBuilder text = new StringBuilder(valueBytes);
        text.append("{\"id\":\"").append(key).append("\",\"rev\":\"").append("0".repeat(REV_BYTES));
        text.append("\",\"active\":").append((dice & 1) == 0).append(",\"scores\":[");
        for (int i = 0; i < 8; i++) {
            text.append(i == 0 ? "" : ",").append(1000 + Math.floorMod(dice * (i + 31), 9000));
        }
        text.append("],\"text\":\"");
        for (int i = 0; text.length() < valueBytes - 2; i++) {
            text.append(NAMES[Math.floorMod(dice + i * i, NAMES.length)]).append(' ');
        }
        text.setLength(valueBytes - 2);
        return text.append("\"}").toString();
    }

    private static ByteBuffer direct(String ascii) {
        byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    int count() {
        return count;
    }

    /** Length of a set request, bytes. */
    int setBytes() {
        return sets[0].capacity();
    }

    /** Length of one item in a reply, bytes, without the {@code END}. */
    int hitBytes() {
        return hits[0].capacity();
    }

    /** Where {@code rev}'s digits begin in {@link #hit}. */
    int revInHit() {
        return getHead + revAt;
    }

    /** Appends a set of the next version. */
    void putSet(ByteBuffer out, int index) {
        ByteBuffer block = sets[index];
        int at = out.position() + setHead + revAt;
        out.put(block);
        block.rewind();
        long rest = ++lastRev;
        for (int i = REV_BYTES - 1; i >= 0; i--) {
            out.put(at + i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }

    /** Appends the key with the space before it. */
    void putKey(ByteBuffer out, int index) {
        ByteBuffer block = sets[index];
        block.position(3).limit(block.position() + keyBytes() + 1);
        out.put(block);
        block.clear();
    }

    /** Length of a key, bytes. */
    int keyBytes() {
        return getHead - "VALUE  0 \r\n".length() - Integer.toString(valueBytes).length();
    }

    /** What a server answers for this item, but for {@code rev}'s digits. Position and limit are the caller's to set. */
    ByteBuffer hit(int index) {
        return hits[index];
    }

    /** The number of the last set. */
    long lastRev() {
        return lastRev;
    }
}
