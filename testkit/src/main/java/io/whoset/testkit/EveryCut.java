package io.whoset.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The same bytes in every way in which a network may cut them. Immutable. */
public final class EveryCut {
    private static final Pattern REPEAT = Pattern.compile("\\{(\\d+)\\*([^}]*)\\}");

    private EveryCut() {}

    /** Whole, byte by byte, and cut in two at every position: each is a list of pieces. */
    public static List<List<byte[]>> of(byte[] bytes) {
        List<List<byte[]>> ways = new ArrayList<>();
        ways.add(List.of(bytes));
        List<byte[]> single = new ArrayList<>();
        for (byte b : bytes) {
            single.add(new byte[] {b});
        }
        ways.add(single);
        for (int at = 1; at < bytes.length; at++) {
            ways.add(List.of(Arrays.copyOfRange(bytes, 0, at), Arrays.copyOfRange(bytes, at, bytes.length)));
        }
        return ways;
    }

    /** Runs a check for every way. */
    public static void forEach(byte[] bytes, Consumer<List<byte[]>> check) {
        of(bytes).forEach(check);
    }

    /** Bytes of a vector's text: {@code \r}, {@code \n}, {@code \t}, {@code \\} and {@code \xNN} are what they are in C, {@code \s} is a blank, {@code {250*ab}} is 250 times {@code ab}. */
    public static byte[] unescape(String folded) {
        String text = REPEAT.matcher(folded)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))));
        StringBuilder bytes = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '\\') {
                bytes.append(c);
                continue;
            }
            char next = text.charAt(++at);
            switch (next) {
                case 'r' -> bytes.append('\r');
                case 'n' -> bytes.append('\n');
                case 't' -> bytes.append('\t');
                case 's' -> bytes.append(' ');
                case 'x' -> {
                    bytes.append((char) Integer.parseInt(text.substring(at + 1, at + 3), 16));
                    at += 2;
                }
                default -> bytes.append(next);
            }
        }
        return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
