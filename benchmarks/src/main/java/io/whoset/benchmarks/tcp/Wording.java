package io.whoset.benchmarks.tcp;

import io.whoset.benchmarks.sim.Reply;
import io.whoset.benchmarks.sim.Request;
import io.whoset.benchmarks.sim.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Requests and replies of the simulation in the words of the text protocol. Safe for many threads. */
final class Wording {
    private Wording() {}

    /** The bytes of a request. */
    static byte[] of(Request request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ascii(line(request) + "\r\n"));
        Value value = request.value();
        if (value != null) {
            bytes.writeBytes(value.bytes());
            bytes.writeBytes(ascii("\r\n"));
        }
        return bytes.toByteArray();
    }

    private static String line(Request request) {
        String start = request.key().isEmpty() ? request.cmd() : request.cmd() + " " + request.key();
        String end = request.noreply() ? " noreply" : "";
        Value value = request.value();
        return switch (request.cmd()) {
            case "mg" -> start + " c";
            case "ms" -> start + meta(value) + (request.noreply() ? " q" : "");
            case "md" -> start + (request.noreply() ? " q" : "");
            case "incr" -> start + " 1" + end;
            case "cas" -> start + classic(value) + " " + request.cas() + end;
            default -> start + classic(value) + end;
        };
    }

    private static String classic(@Nullable Value value) {
        return value == null ? "" : " " + value.flags() + " " + value.exptime() + " " + value.bytes().length;
    }

    private static String meta(@Nullable Value value) {
        return value == null ? "" : " " + value.bytes().length + " F" + value.flags() + " T" + value.exptime();
    }

    /** What a whole reply says. */
    static Reply reply(String text) {
        String[] words = text.substring(0, text.indexOf('\r')).split(" ", -1);
        boolean isValue = words[0].equals("VALUE");
        boolean isMetaHit = words[0].equals("HD") && words.length > 1 && words[1].startsWith("c");
        long cas = isValue && words.length > 4
                ? Long.parseLong(words[4])
                : isMetaHit ? Long.parseLong(words[1].substring(1)) : 0;
        return new Reply(words[0], isValue || isMetaHit, cas);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
