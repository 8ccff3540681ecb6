package io.whoset.proxy.embedded;

import io.whoset.protocol.Command;
import io.whoset.protocol.Key;
import io.whoset.protocol.Verb;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The classic commands. Confined to the session's event loop. <b>Source</b> protocol.txt, "Storage commands" and what follows. */
final class ClassicCommands {
    private final EmbeddedStore store;

    ClassicCommands(EmbeddedStore store) {
        this.store = store;
    }

    /** Stores as the verb says: its reply. */
    String store(Command command, byte[] value) {
        return store(
                Objects.requireNonNull(command.key()),
                command.verb(),
                value,
                orZero(command.clientFlags()),
                store.expiry(orZero(command.exptime())),
                command.number());
    }

    /** Stores under a condition: {@code STORED}, {@code NOT_STORED}, {@code EXISTS} or {@code NOT_FOUND}. */
    String store(Key key, Verb how, byte[] value, long flags, long expires, long cas) {
        String[] reply = {"STORED"};
        store.change(key, item -> {
            String refusal = refusal(how, item, cas);
            if (refusal != null) {
                reply[0] = refusal;
                return item;
            }
            if (item != null && (how == Verb.APPEND || how == Verb.PREPEND)) {
                return item.with(
                        how == Verb.APPEND ? joined(item.value(), value) : joined(value, item.value()),
                        store.nextCas());
            }
            return new Item(value, flags, expires, store.nextCas(), false);
        });
        return reply[0];
    }

    private static @Nullable String refusal(Verb how, @Nullable Item item, long cas) {
        return switch (how) {
            case ADD -> item == null ? null : "NOT_STORED";
            case REPLACE, APPEND, PREPEND -> item == null ? "NOT_STORED" : null;
            case CAS -> item == null ? "NOT_FOUND" : item.cas() == cas ? null : "EXISTS";
            default -> null;
        };
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    String delete(Key key) {
        boolean[] found = {false};
        store.change(key, item -> {
            found[0] = item != null;
            return null;
        });
        return found[0] ? "DELETED" : "NOT_FOUND";
    }

    String touch(Key key, long exptime) {
        long expires = store.expiry(exptime);
        return store.change(key, item -> item == null ? null : item.expiringAt(expires)) == null
                ? "NOT_FOUND"
                : "TOUCHED";
    }

    /** Get and touch. */
    @Nullable
    Item getAndTouch(Key key, long exptime) {
        long expires = store.expiry(exptime);
        return store.change(key, item -> item == null ? null : item.expiringAt(expires));
    }

    /** {@code incr} and {@code decr}: the new number, or why not. */
    String arithmetic(Key key, boolean increment, long delta) {
        String[] reply = {"NOT_FOUND"};
        store.change(key, item -> {
            Long number = item == null ? null : number(item.value());
            if (item == null) {
                return null;
            }
            if (number == null) {
                reply[0] = "CLIENT_ERROR cannot increment or decrement non-numeric value";
                return item;
            }
            boolean below = Long.compareUnsigned(delta, number) > 0;
            reply[0] = Long.toUnsignedString(increment ? number + delta : below ? 0 : number - delta);
            return item.with(padded(reply[0], item.value().length), store.nextCas());
        });
        return reply[0];
    }

    /** A number that got shorter keeps the item's length: blanks follow. */
    static byte[] padded(String number, int length) {
        return (number + " ".repeat(Math.max(0, length - number.length()))).getBytes(StandardCharsets.US_ASCII);
    }

    static @Nullable Long number(byte[] value) {
        String text = new String(value, StandardCharsets.ISO_8859_1).stripTrailing();
        try {
            return value.length > 20 || !text.matches("\\d+") ? null : (Long) Long.parseUnsignedLong(text);
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }
}
