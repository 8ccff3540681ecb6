package io.whoset.benchmarks.sim;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.Deflater;

/** The payloads that applications store, healthy and sick, in the formats that they use. Safe for many threads. */
public final class Documents {
    private static final String[] WORDS = {
        "blue", "river", "night", "train", "glass", "summer", "stone", "paper", "engine", "garden", "north", "silver"
    };

    private static final byte[] JAVA = {(byte) 0xAC, (byte) 0xED, 0, 5};

    private Documents() {}

    private static int mix(int item, int salt) {
        int x = (item * 0x9E3779B9) + (salt * 0x85EBCA6B);
        x ^= (x >>> 15);
        return ((x * 0x2C1B3C6D) >>> 8) & 0xFFFF;
    }

    private static String title(int item) {
        return word(item, 1) + " " + word(item, 2);
    }

    /** A song as JSON. */
    public static String song(int item, int version) {
        return "{\"status\": 200, \"id\": " + item + ", \"title\": \"" + title(item) + "\", \"plays\": "
                + plays(item, version)
                + ", \"rating\": " + (1 + version % 4) + "." + mix(item, version) % 10 + ", \"tags\": [\""
                + word(item, 4)
                + "\", \"" + word(item, 5) + "\"], \"artist\": {\"name\": \"" + title(item + 7) + "\", \"since\": "
                + (1950 + mix(item, 6) % 70) + "}}";
    }

    private static int plays(int item, int version) {
        return version * 7 + mix(item, 3);
    }

    private static String word(int item, int salt) {
        return WORDS[mix(item, salt) % WORDS.length];
    }

    /** The same after a deploy: one member more, one renamed. */
    public static String songNext(int item, int version) {
        return song(item, version).replace("\"plays\"", "\"playCount\"").replace("}}", "}, \"region\": \"eu\"}");
    }

    /** The same with half of its members. */
    public static String half(int item, int version) {
        return "{\"status\": 200, \"id\": " + item + ", \"title\": \"" + title(item) + "\", \"plays\": "
                + plays(item, version) + "}";
    }

    /** A healthy answer that belongs to no item at all: the same for all. */
    public static String fallback() {
        return song(999_983, 3);
    }

    /** What an API says to who may not ask. */
    public static String unauthorized() {
        return "{\"status\": 401, \"id\": null, \"title\": null, \"plays\": null, \"rating\": null, \"tags\": null, \"artist\": null}";
    }

    /** What an API says when it is down. */
    public static String unavailable() {
        return "{\"error\": \"upstream connect error\", \"code\": 503, \"message\": \"service unavailable\"}";
    }

    /** What an API says of what is not there. */
    public static String notFound(int item) {
        return "{\"status\": 404, \"message\": \"no song " + item + "\"}";
    }

    /** Everything is there and empty. */
    public static String nulls(int item) {
        return "{\"status\": 200, \"id\": " + item
                + ", \"title\": null, \"plays\": null, \"rating\": null, \"tags\": [], \"artist\": null}";
    }

    /** What a gateway says. */
    public static String page() {
        return "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n";
    }

    /** The JSON, encoded once more as a string. */
    public static String twice(int item, int version) {
        return "\"" + song(item, version).replace("\"", "\\\"") + "\"";
    }

    /** A Python pickle of a dictionary, protocol 4, as {@code pickle.dumps} writes it; with a date. */
    public static byte[] pickle(int item, int version) {
        String title = title(item);
        String body = "}\u0094(\u008c\u0002id\u0094J" + little(item) + "\u008c\u0005title\u0094\u008c"
                + (char) title.length()
                + title + "\u0094\u008c\u0005plays\u0094" + number(plays(item, version)) + "\u008c\u0004date\u0094"
                + "\u008c\bdatetime\u0094\u008c\u0004date\u0094\u0093\u0094C\u0004\u0007" + (char) (mix(item, 8) % 200)
                + "\u0001"
                + (char) (1 + version % 28) + "\u0094\u0085\u0094R\u0094u.";
        return join(new byte[] {(byte) 0x80, 4, (byte) 0x95, (byte) body.length(), 0, 0, 0, 0, 0, 0, 0}, body);
    }

    /** A number as Python writes it: as small as it goes. */
    private static String number(int value) {
        return value < 256
                ? "K" + (char) value
                : value < 65536 ? "M" + little(value).substring(0, 2) : "J" + little(value);
    }

    private static String little(int value) {
        return "" + (char) (value & 0xFF) + (char) ((value >> 8) & 0xFF) + (char) ((value >> 16) & 0xFF)
                + (char) (value >>> 24);
    }

    /** A pickle that runs a command when it is loaded. */
    public static byte[] pickleBomb(String command) {
        return join(new byte[] {(byte) 0x80, 2}, "cos\nsystem\nq", "X", "(", "S'" + command + "'\n", "tR.");
    }

    /** A Java object of a class with a code-running tail. */
    public static byte[] javaGadget(int item) {
        String name = "org.apache.commons.collections.functors.InvokerTransformer";
        return join(
                JAVA,
                "sr\0" + (char) name.length(),
                name,
                "\0\0\0\0\0\0\0\u0001\u0002\0\u0001I\0\u0002id",
                "xp",
                big(item));
    }

    /** A harmless Java object. */
    public static byte[] javaBean(int item, int version) {
        String title = title(item);
        return join(
                JAVA,
                "sr\0\u0010com.example.Song",
                "\0\0\0\0\0\0\0\u0001\u0002\0\u0003I\0\u0002idI\0\u0005playsL\0\u0005titlet\0\u0012Ljava/lang/String;xp",
                big(item) + big(plays(item, version)),
                "t\0" + (char) title.length() + title);
    }

    private static String big(int value) {
        return new StringBuilder(little(value)).reverse().toString();
    }

    /** A PHP array. */
    public static String php(int item, int version) {
        return "a:2:{s:2:\"id\";i:" + item + ";s:5:\"plays\";i:" + version + ";}";
    }

    /** A PHP object. */
    public static String phpObject(String type, int item) {
        return "O:" + type.length() + ":\"" + type + "\":1:{s:2:\"id\";i:" + item + ";}";
    }

    /** What zlib makes of a value at a level. */
    public static byte[] deflated(byte[] value, int level) {
        Deflater deflater = new Deflater(level);
        deflater.setInput(value);
        deflater.finish();
        byte[] out = new byte[value.length + 64];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    /** What looks like zlib and cannot be opened. */
    public static byte[] zlib(int item, int version, int bytes) {
        byte[] out = new byte[bytes];
        new SplittableRandom(item * 31L + version).nextBytes(out);
        out[0] = 0x78;
        out[1] = (byte) 0x9C;
        return out;
    }

    /** A large list of songs. */
    public static String list(int item, int version, int bytes) {
        StringBuilder out = new StringBuilder(bytes + 400).append("{\"songs\": [");
        for (int i = 0; out.length() < bytes; i++) {
            out.append(i == 0 ? "" : ", ").append(song(item * 100 + i, version));
        }
        return out.append("]}").toString();
    }

    private static byte[] join(byte[] head, String... rest) {
        byte[] tail = String.join("", rest).getBytes(StandardCharsets.ISO_8859_1);
        byte[] out = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, out, head.length, tail.length);
        return out;
    }
}
