package io.whoset.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request of a table of arguments, and the write that it is where the server takes it.
 *
 * <p>Immutable.
 *
 * @param word the command word
 * @param arguments what follows on its line
 * @param block sent behind the line; empty for none
 */
record Request(String word, List<String> arguments, String block) {
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d{1,18}|-\\d{1,18}");
    private static final List<String> STORAGES = List.of("set", "add", "replace", "append", "prepend", "cas");

    Request {
        arguments = List.copyOf(arguments);
    }

    String wire() {
        return String.join(" ", prepend(word, arguments)) + "\r\n" + block;
    }

    boolean isStorage() {
        return STORAGES.contains(word);
    }

    boolean isNoreply() {
        return !arguments.isEmpty() && arguments.get(arguments.size() - 1).equals("noreply");
    }

    /**
     * Whether it is a meta write whose line is so far in order that the server looks at its flags: from there on it is one whatever the server
     * says, because an {@code ms} swallows its data block then.
     */
    boolean isMetaWrite() {
        boolean lengthIsRight =
                !word.equals("ms") || (arguments.size() > 1 && arguments.get(1).matches("\\+?\\d{1,9}"));
        boolean changes =
                !word.equals("mg") || arguments.stream().skip(1).anyMatch(flag -> "NT".indexOf(flag.charAt(0)) >= 0);
        return !arguments.isEmpty() && arguments.get(0).length() <= 250 && lengthIsRight && changes;
    }

    /** The record of it with an outcome; only asked where the server took the line. */
    List<String> written(@Nullable String outcome) {
        if (isStorage()) {
            String value = block.substring(0, Integer.parseInt(arguments.get(3)));
            return List.of(Written.of(word, arguments.get(0), number(1), number(2), value, outcome));
        }
        return switch (word) {
            case "ms" -> {
                String value = block.substring(0, Integer.parseInt(arguments.get(1)));
                yield List.of(Written.of(word, arguments.get(0), flag('F'), exptime(), value, outcome));
            }
            case "mg", "md", "ma" -> List.of(Written.of(word, arguments.get(0), flag('F'), exptime(), null, outcome));
            case "touch" -> List.of(Written.of(word, arguments.get(0), null, number(1), null, outcome));
            case "flush_all" -> List.of(Written.of(word, null, null, null, null, outcome));
            default -> List.of(Written.of(word, arguments.get(0), null, null, null, outcome));
        };
    }

    /** The records of a {@code gat}: one a key up to one that is too long, a hit for {@code k}, which is there. */
    List<String> touched(String reply) {
        String hit = reply.equals("CLIENT_ERROR") ? reply : "VALUE";
        String miss = reply.equals("CLIENT_ERROR") ? reply : "END";
        return arguments.stream()
                .skip(1)
                .takeWhile(key -> key.length() <= 250)
                .map(key -> Written.of(word, key, null, number(0), null, key.equals("k") ? hit : miss))
                .toList();
    }

    private Long number(int argument) {
        return Long.valueOf(arguments.get(argument));
    }

    private @Nullable Long exptime() {
        boolean touches = arguments.stream().skip(1).anyMatch(token -> token.startsWith("T"));
        return flag(touches ? 'T' : 'N');
    }

    private @Nullable Long flag(char letter) {
        return arguments.stream()
                .skip(word.equals("ms") ? 2 : 1)
                .filter(token -> token.charAt(0) == letter)
                .map(token -> token.substring(1))
                .findFirst()
                .filter(token -> NUMBER.matcher(token).matches())
                .map(Long::valueOf)
                .orElse(null);
    }

    private static List<String> prepend(String first, List<String> rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }
}
