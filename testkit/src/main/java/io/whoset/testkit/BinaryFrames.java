package io.whoset.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Frames of the binary protocol, written as a line: {@code setq k=a v=hello e=60 o=7; noop}.
 *
 * <p>A frame is an opcode's name, or {@code 0x1b}, and arguments: {@code k} key, {@code v} value, {@code o} opaque, {@code c} cas unique,
 * {@code f} client flags, {@code e} exptime, {@code d} delta, {@code i} initial value, {@code x} extras in hex, {@code s} status of a reply
 * in hex, {@code n} number in a reply. {@code kn} and {@code vn} make a key and a value of so many bytes. {@code magic}, {@code keylen},
 * {@code extlen} and {@code bodylen} make a header lie. {@code raw=} stands for a frame of any bytes, escaped as in C.
 *
 * <p>Immutable.
 */
public final class BinaryFrames {
    private static final int HEADER_BYTES = 24;
    private static final List<String> OPCODES = List.of(
            "get",
            "set",
            "add",
            "replace",
            "delete",
            "incr",
            "decr",
            "quit",
            "flush",
            "getq",
            "noop",
            "version",
            "getk",
            "getkq",
            "append",
            "prepend",
            "stat",
            "setq",
            "addq",
            "replaceq",
            "deleteq",
            "incrq",
            "decrq",
            "quitq",
            "flushq",
            "appendq",
            "prependq",
            "verbosity",
            "touch",
            "gat",
            "gatq",
            "",
            "sasl_list",
            "sasl_auth",
            "sasl_step",
            "gatk",
            "gatkq");

    private BinaryFrames() {}

    /** The bytes of requests, separated by semicolons. */
    public static byte[] requests(String frames) {
        return all(frames, 0x80);
    }

    /** The bytes of replies, separated by semicolons. */
    public static byte[] replies(String frames) {
        return all(frames, 0x81);
    }

    private static byte[] all(String frames, int magic) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String frame : frames.split(";", -1)) {
            if (!frame.isBlank()) {
                out.writeBytes(frame(frame.strip(), magic));
            }
        }
        return out.toByteArray();
    }

    private static byte[] frame(String frame, int magic) {
        if (frame.startsWith("raw=")) {
            return EveryCut.unescape(frame.substring("raw=".length()));
        }
        String[] words = frame.split(" +", -1);
        Map<String, String> args = new HashMap<>();
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            args.put(pair[0], pair[1]);
        }
        return frame(words[0], magic, args);
    }

    private static byte[] frame(String name, int magic, Map<String, String> args) {
        byte[] extras = magic == 0x80 ? extras(name, args) : hex(args);
        byte[] key = text(args, "k", "kn", 'k');
        byte[] value = args.containsKey("n")
                ? ByteBuffer.allocate(8).putLong(number(args, "n", 0)).array()
                : text(args, "v", "vn", 'v');
        int body = extras.length + key.length + value.length;
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + body);
        out.put((byte) number(args, "magic", magic)).put((byte) opcode(name));
        out.putShort((short) number(args, "keylen", key.length));
        out.put((byte) number(args, "extlen", extras.length)).put((byte) 0);
        out.putShort((short) Integer.parseInt(args.getOrDefault("s", "0"), 16));
        out.putInt((int) number(args, "bodylen", body));
        out.putInt((int) number(args, "o", 0));
        out.putLong(number(args, "c", 0));
        return out.put(extras).put(key).put(value).array();
    }

    private static int opcode(String name) {
        return name.startsWith("0x") ? Integer.parseInt(name.substring(2), 16) : OPCODES.indexOf(name);
    }

    private static byte[] extras(String name, Map<String, String> args) {
        if (args.containsKey("x")) {
            return hex(args);
        }
        String loud = name.toLowerCase(Locale.ROOT).replaceAll("k?q?$", "");
        int exptime = (int) number(args, "e", 0);
        return switch (loud) {
            case "set", "add", "replace" ->
                ByteBuffer.allocate(8)
                        .putInt((int) number(args, "f", 0))
                        .putInt(exptime)
                        .array();
            case "incr", "decr" ->
                ByteBuffer.allocate(20)
                        .putLong(number(args, "d", 1))
                        .putLong(number(args, "i", 0))
                        .putInt(exptime)
                        .array();
            case "touch", "gat" -> ByteBuffer.allocate(4).putInt(exptime).array();
            case "flush" ->
                args.containsKey("e") ? ByteBuffer.allocate(4).putInt(exptime).array() : new byte[0];
            default -> new byte[0];
        };
    }

    private static byte[] hex(Map<String, String> args) {
        return HexFormat.of().parseHex(args.getOrDefault("x", ""));
    }

    private static byte[] text(Map<String, String> args, String name, String count, char fill) {
        return args.containsKey(count)
                ? String.valueOf(fill).repeat((int) number(args, count, 0)).getBytes(StandardCharsets.ISO_8859_1)
                : EveryCut.unescape(args.getOrDefault(name, ""));
    }

    private static long number(Map<String, String> args, String name, long otherwise) {
        String text = args.get(name);
        return text == null ? otherwise : Long.parseUnsignedLong(text);
    }
}
