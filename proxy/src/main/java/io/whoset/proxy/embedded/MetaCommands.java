package io.whoset.proxy.embedded;

import io.whoset.protocol.Command;
import io.whoset.protocol.Key;
import io.whoset.protocol.MetaFlags;
import io.whoset.protocol.Verb;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The meta commands, as far as clients use them daily: values, flags, exptime, cas, modes, quiet, opaque, stale marks.
 *
 * <p>Confined to the session's event loop. <b>Source</b> protocol.txt, "Meta Get" to "Meta Arithmetic".
 */
final class MetaCommands {
    private final EmbeddedStore store;
    private final ClassicCommands classic;

    MetaCommands(EmbeddedStore store, ClassicCommands classic) {
        this.store = store;
        this.classic = classic;
    }

    /** {@code ms}. */
    void set(Command command, byte[] value, Replies out) {
        MetaFlags flags = command.metaFlags();
        Key key = Objects.requireNonNull(command.key());
        Verb how = flags.has('C') ? Verb.CAS : mode(flags.token('M'));
        if (how == Verb.UNKNOWN) {
            out.line("CLIENT_ERROR invalid mode for ms M token");
            return;
        }
        long expires = store.expiry(flags.has('T') ? ClassicCommands.orZero(command.exptime()) : 0);
        String reply = classic.store(
                key, how, value, ClassicCommands.orZero(command.clientFlags()), expires, command.number());
        String code = switch (reply) {
            case "STORED" -> "HD";
            case "EXISTS" -> "EX";
            case "NOT_FOUND" -> "NF";
            default -> "NS";
        };
        answer(command, code, "HD", store.get(key), out);
    }

    private static Verb mode(@Nullable String token) {
        return switch (token == null ? "S" : token.toUpperCase(java.util.Locale.ROOT)) {
            case "S" -> Verb.SET;
            case "E" -> Verb.ADD;
            case "A" -> Verb.APPEND;
            case "P" -> Verb.PREPEND;
            case "R" -> Verb.REPLACE;
            default -> Verb.UNKNOWN;
        };
    }

    /** {@code mg}. */
    void get(Command command, Replies out) {
        MetaFlags flags = command.metaFlags();
        Key key = Objects.requireNonNull(command.key());
        Item item =
                flags.has('T') ? classic.getAndTouch(key, ClassicCommands.orZero(command.exptime())) : store.get(key);
        if (item == null && flags.has('N')) {
            classic.store(key, Verb.ADD, new byte[0], 0, store.expiry(ClassicCommands.orZero(command.exptime())), 0);
            item = store.get(key);
        }
        if (item == null) {
            if (!command.isQuiet()) {
                out.line("EN");
            }
        } else if (flags.has('v')) {
            out.block(
                    "VA ",
                    String.valueOf(item.value().length).getBytes(StandardCharsets.US_ASCII),
                    returned(command, item),
                    item.value());
        } else {
            out.line("HD" + returned(command, item));
        }
    }

    /** {@code md}. */
    void delete(Command command, Replies out) {
        MetaFlags flags = command.metaFlags();
        String[] code = {"NF"};
        store.change(Objects.requireNonNull(command.key()), item -> {
            if (item != null && flags.has('C') && item.cas() != command.number()) {
                code[0] = "EX";
                return item;
            }
            code[0] = item == null ? "NF" : "HD";
            long expires = item == null
                    ? 0
                    : flags.has('T')
                            ? store.expiry(ClassicCommands.orZero(command.exptime()))
                            : item.expiresAtSeconds();
            return item != null && flags.has('I') ? item.markedStale(store.nextCas(), expires) : null;
        });
        answer(command, code[0], "HD", null, out);
    }

    /** {@code ma}. */
    void arithmetic(Command command, Replies out) {
        MetaFlags flags = command.metaFlags();
        Key key = Objects.requireNonNull(command.key());
        String mode = flags.token('M');
        boolean increment = mode == null || mode.equalsIgnoreCase("I") || mode.equals("+");
        String reply = classic.arithmetic(key, increment, command.number());
        String autoviv = flags.token('N');
        if (reply.equals("NOT_FOUND") && autoviv != null) {
            String initial = flags.token('J');
            reply = initial == null ? "0" : initial;
            classic.store(
                    key,
                    Verb.ADD,
                    reply.getBytes(StandardCharsets.US_ASCII),
                    0,
                    store.expiry(Long.parseLong(autoviv)),
                    0);
        }
        Item item = store.get(key);
        if (reply.startsWith("CLIENT_ERROR")) {
            out.line(reply);
        } else if (item == null) {
            answer(command, "NF", "HD", null, out);
        } else if (flags.has('v') && !command.isQuiet()) {
            byte[] number = reply.getBytes(StandardCharsets.US_ASCII);
            out.block(
                    "VA ",
                    String.valueOf(number.length).getBytes(StandardCharsets.US_ASCII),
                    returned(command, item),
                    number);
        } else {
            answer(command, "HD", "HD", item, out);
        }
    }

    private void answer(Command command, String code, String hiddenWhenQuiet, @Nullable Item item, Replies out) {
        if (!(command.isQuiet() && code.equals(hiddenWhenQuiet))) {
            out.line(code + returned(command, item));
        }
    }

    /** The return flags that were asked for, in the order in which they were. */
    private String returned(Command command, @Nullable Item item) {
        StringBuilder text = new StringBuilder();
        for (String flag : command.metaFlags().asList()) {
            switch (flag.charAt(0)) {
                case 'O' -> text.append(' ').append(flag);
                case 'k' ->
                    text.append(" k")
                            .append(sentKey(command))
                            .append(command.metaFlags().has('b') ? " b" : "");
                case 'f' -> text.append(item == null || command.verb() != Verb.MG ? "" : " f" + item.flags());
                case 's' -> text.append(item == null || command.verb() != Verb.MG ? "" : " s" + item.value().length);
                case 'c' -> text.append(item == null ? "" : " c" + item.cas());
                case 't' -> text.append(item == null ? "" : " t" + secondsLeft(item));
                default -> {}
            }
        }
        boolean win = command.verb() == Verb.MG && item != null && item.isStale();
        return text.append(win ? " W X" : "").toString();
    }

    private long secondsLeft(Item item) {
        return item.expiresAtSeconds() == Item.NEVER ? -1 : item.expiresAtSeconds() - store.nowSeconds();
    }

    private static String sentKey(Command command) {
        byte[] key = Objects.requireNonNull(command.key()).bytes();
        return command.metaFlags().has('b')
                ? Base64.getEncoder().encodeToString(key)
                : new String(key, StandardCharsets.ISO_8859_1);
    }
}
