package io.whoset.proxy;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a memcached must answer to a few commands, by the protocol's text alone. Confined to one test. */
final class Model {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15} *");

    private final Map<String, Item> items = new HashMap<>();

    /** An item. */
    record Item(String value, long flags) {}

    @Nullable
    Item get(String key) {
        return items.get(key);
    }

    void flush() {
        items.clear();
    }

    /** The reply to a storage command: whether it stores depends on what is there. */
    String store(String word, String key, String value, long flags) {
        Item old = items.get(key);
        return switch (word) {
            case "set" -> put(key, new Item(value, flags));
            case "add" -> old == null ? put(key, new Item(value, flags)) : "NOT_STORED";
            case "replace" -> old == null ? "NOT_STORED" : put(key, new Item(value, flags));
            case "append" -> old == null ? "NOT_STORED" : put(key, new Item(old.value() + value, old.flags()));
            case "prepend" -> old == null ? "NOT_STORED" : put(key, new Item(value + old.value(), old.flags()));
            // no item ever has the unique 1 in a server that has run for a while
            default -> old == null ? "NOT_FOUND" : "EXISTS";
        };
    }

    private String put(String key, Item item) {
        items.put(key, item);
        return "STORED";
    }

    boolean delete(String key) {
        return items.remove(key) != null;
    }

    /** The reply to incr and decr. */
    String count(String key, long delta, boolean up) {
        Item old = items.get(key);
        if (old == null) {
            return "NOT_FOUND";
        }
        if (!NUMBER.matcher(old.value()).matches()) {
            return "CLIENT_ERROR cannot increment or decrement non-numeric value";
        }
        BiFunction<BigInteger, BigInteger, BigInteger> step = up ? BigInteger::add : BigInteger::subtract;
        BigInteger now = step.apply(new BigInteger(old.value().strip()), BigInteger.valueOf(delta))
                .max(BigInteger.ZERO);
        // memcached writes a shorter number over the old one and fills up with blanks
        int blanks = Math.max(0, old.value().length() - now.toString().length());
        items.put(key, new Item(now + " ".repeat(blanks), old.flags()));
        return now.toString();
    }

    /** A value block as get shows it, empty for a miss. */
    String shown(String key) {
        Item item = items.get(key);
        return item == null
                ? ""
                : "VALUE " + key + " " + item.flags() + " " + item.value().length() + "\r\n" + item.value() + "\r\n";
    }
}
