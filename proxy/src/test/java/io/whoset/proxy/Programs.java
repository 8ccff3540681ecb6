package io.whoset.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A random program: commands one after the other, the replies that a model predicts, and the writes that they are.
 *
 * <p>Confined to one test.
 */
final class Programs {
    private static final String[] LOOK_ALIKES = {
        "\r\n", "STORED\r\n", "END\r\n", "set k 0 0 1\r\nx\r\n", "mn\r\n", "\0", "VALUE k 0 3\r\n"
    };
    private static final String[] STORAGES = {"set", "set", "set", "add", "replace", "append", "prepend", "cas"};
    private static final String[] MODES = {"set", "add", "replace", "append", "prepend"};
    private static final String[] MODE_LETTERS = {"S", "E", "R", "A", "P"};

    private final Random random;
    private final boolean opaques;
    private final Model model = new Model();
    private final StringBuilder wire = new StringBuilder();
    private final StringBuilder replies = new StringBuilder();
    private final List<String> writes = new ArrayList<>();
    private int lastOpaque;

    /**
     * One program. With opaques on all quiet commands, and without error lines, which bear none, every outcome can be told; without, some
     * cannot.
     */
    Programs(long seed, boolean opaques) {
        this.random = new Random(seed);
        this.opaques = opaques;
    }

    /** What to send next; empties it. */
    String takeWire() {
        String text = wire.toString();
        wire.setLength(0);
        return text;
    }

    /** What must be answered to that; empties it. */
    String takeReplies() {
        String text = replies.toString();
        replies.setLength(0);
        return text;
    }

    List<String> writes() {
        return List.copyOf(writes);
    }

    /** Adds a few commands and a no-op, whose answer tells that all are done. */
    void batch() {
        for (int left = 1 + random.nextInt(12); left > 0; left--) {
            command();
        }
        say("mn", "MN");
    }

    private void command() {
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> storage();
            case 3, 4 -> metaSet();
            case 5 -> delete();
            case 6 -> count();
            case 7 -> touch();
            case 8 -> metaDelete();
            case 9 -> metaGet();
            case 10 -> metaCount();
            case 11 -> rare();
            default -> say("get " + key() + " missing", null);
        }
    }

    private void rare() {
        switch (random.nextInt(opaques ? 2 : 6)) {
            case 0 -> {
                model.flush();
                answered("flush_all", "OK", Written.of("flush_all", null, null, null, null, "%s"));
            }
            case 1 -> say("set " + key() + " x 0 1 noreply", null);
            case 2 -> say("set " + key() + " x 0 1", "CLIENT_ERROR bad command line format");
            case 3 -> say("bogus", "ERROR");
            case 4 -> badChunk();
            default -> say("delete " + "k".repeat(251), "CLIENT_ERROR bad command line format");
        }
    }

    private void badChunk() {
        String key = key();
        wire.append("set ").append(key).append(" 0 0 2\r\nabc\n");
        replies.append("CLIENT_ERROR bad data chunk\r\n");
        writes.add(Written.of("set", key, 0L, 0L, "ab", "CLIENT_ERROR"));
    }

    private void storage() {
        String word = STORAGES[random.nextInt(STORAGES.length)];
        String key = key();
        String value = word.equals("append") || word.equals("prepend") ? text() : value();
        long flags = random.nextInt(3);
        String line = word + " " + key + " " + flags + " 0 " + value.length() + (word.equals("cas") ? " 1" : "");
        String reply = model.store(word, key, value, flags);
        boolean noreply = noreply();
        wire.append(line)
                .append(noreply ? " noreply" : "")
                .append("\r\n")
                .append(value)
                .append("\r\n");
        replies.append(noreply ? "" : reply + "\r\n");
        writes.add(Written.of(word, key, flags, 0L, value, noreply ? "none" : reply));
    }

    private void metaSet() {
        int mode = random.nextInt(MODES.length);
        String key = key();
        String value = mode >= 3 ? text() : value();
        String reply = model.store(MODES[mode], key, value, 7).equals("STORED") ? "HD" : "NS";
        boolean quiet = random.nextBoolean();
        String opaque = opaque(quiet);
        wire.append("ms " + key + " " + value.length() + " F7 M" + MODE_LETTERS[mode] + (quiet ? " q" : "") + opaque
                + "\r\n");
        wire.append(value).append("\r\n");
        String shown = quiet && reply.equals("HD") ? "none" : reply;
        replies.append(shown.equals("none") ? "" : reply + opaque + "\r\n");
        writes.add(Written.of("ms", key, 7L, null, value, shown));
    }

    private void metaDelete() {
        String key = key();
        boolean quiet = random.nextBoolean();
        String opaque = opaque(quiet);
        String reply = model.delete(key) ? "HD" : "NF";
        meta("md", key, quiet && reply.equals("HD") ? "none" : reply, (quiet ? " q" : "") + opaque, opaque);
    }

    private void metaCount() {
        String key = countedKey();
        boolean quiet = random.nextBoolean();
        boolean creates = random.nextBoolean() && model.get(key) == null;
        String opaque = opaque(quiet);
        String reply = model.count(key, 3, true);
        if (creates) {
            model.store("set", key, "5", 0);
        }
        String code = creates || Character.isDigit(reply.charAt(0)) ? "HD" : reply.equals("NOT_FOUND") ? "NF" : reply;
        String tail = (quiet ? " q" : "") + opaque + " D3";
        if (code.startsWith("CLIENT")) {
            wire.append("ma " + key + tail + "\r\n");
            replies.append(code).append("\r\n");
            writes.add(Written.of("ma", key, null, null, null, "CLIENT_ERROR"));
        } else if (creates) {
            wire.append("ma " + key + tail + " N0 J5\r\n");
            replies.append("HD").append(opaque).append("\r\n");
            writes.add(Written.of("ma", key, null, 0L, null, "HD"));
        } else {
            meta("ma", key, quiet && code.equals("HD") ? "none" : code, tail, opaque);
        }
    }

    private void meta(String word, String key, String shown, String tail, String opaque) {
        wire.append(word + " " + key + tail + "\r\n");
        replies.append(shown.equals("none") ? "" : shown + opaque + "\r\n");
        writes.add(Written.of(word, key, null, null, null, shown));
    }

    private void metaGet() {
        String key = key();
        boolean quiet = random.nextBoolean();
        String opaque = opaque(quiet);
        Model.Item item = model.get(key);
        wire.append("mg " + key + " v" + (quiet ? " q" : "") + opaque + "\r\n");
        if (item != null) {
            replies.append("VA " + item.value().length() + opaque + "\r\n" + item.value() + "\r\n");
        } else if (!quiet) {
            replies.append("EN" + opaque + "\r\n");
        }
    }

    private void delete() {
        String key = key();
        answered(
                "delete " + key,
                model.delete(key) ? "DELETED" : "NOT_FOUND",
                Written.of("delete", key, null, null, null, "%s"));
    }

    private void touch() {
        String key = key();
        String reply = model.get(key) == null ? "NOT_FOUND" : "TOUCHED";
        answered("touch " + key + " 0", reply, Written.of("touch", key, null, 0L, null, "%s"));
    }

    private void count() {
        String key = countedKey();
        boolean up = random.nextBoolean();
        long delta = random.nextInt(100);
        String word = up ? "incr" : "decr";
        answered(
                word + " " + key + " " + delta,
                model.count(key, delta, up),
                Written.of(word, key, null, null, null, "%s"));
    }

    private void answered(String line, String reply, String written) {
        boolean noreply = noreply();
        wire.append(line).append(noreply ? " noreply\r\n" : "\r\n");
        replies.append(noreply ? "" : reply + "\r\n");
        writes.add(String.format(written, noreply ? "none" : reply.replaceFirst(" .*", "")));
    }

    /** A line that writes nothing; without a reply it is a {@code get} of the keys on it, or is answered with silence. */
    private void say(String line, @Nullable String reply) {
        wire.append(line).append("\r\n");
        if (reply != null) {
            replies.append(reply).append("\r\n");
        } else if (line.startsWith("get ")) {
            replies.append(model.shown(line.split(" ", -1)[1])).append("END\r\n");
        }
    }

    private String opaque(boolean quiet) {
        return (quiet && opaques) || random.nextBoolean() ? " O" + ++lastOpaque : "";
    }

    private boolean noreply() {
        return random.nextInt(3) == 0;
    }

    private String key() {
        return "key" + random.nextInt(5);
    }

    /** With opaques one that can be counted. */
    private String countedKey() {
        String key = key();
        while (opaques && model.count(key, 0, true).startsWith("CLIENT_ERROR")) {
            model.delete(key);
            say("delete " + key + " 0 noreply", null);
            writes.add(Written.of("delete", key, null, null, null, "none"));
        }
        return key;
    }

    private String value() {
        return random.nextBoolean() ? String.valueOf(random.nextInt(100_000)) : text();
    }

    private String text() {
        return "v" + value(random.nextLong(), random.nextInt(20) == 0 ? random.nextInt(40_000) : random.nextInt(60));
    }

    /** Bytes of this length, among them many that look like the protocol. */
    static String value(long seed, int length) {
        Random random = new Random(seed);
        StringBuilder value = new StringBuilder();
        while (value.length() < length) {
            if (random.nextInt(8) == 0) {
                value.append(LOOK_ALIKES[random.nextInt(LOOK_ALIKES.length)]);
            } else {
                value.append((char) random.nextInt(256));
            }
        }
        value.setLength(length);
        return value.toString();
    }
}
