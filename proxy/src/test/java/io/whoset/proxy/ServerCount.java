package io.whoset.proxy;

import io.whoset.testkit.RealMemcached;
import io.whoset.testkit.Script;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What a memcached itself has counted, summed over its threads: how many storages, deletions, arithmetics and touches it carried out, whether it
 * answered them or not.
 *
 * <p>Immutable.
 */
record ServerCount(long storages, long deletions, long arithmetics, long touches, long flushes) {
    static ServerCount of(RealMemcached server) throws IOException {
        Map<String, Long> stats = new HashMap<>();
        Script.send("stats\r\n").run(server.address()).lines().forEach(line -> {
            String[] words = line.split(" ", -1);
            if (words.length == 3 && words[2].matches("\\d{1,18}")) {
                stats.put(words[1], Long.valueOf(words[2]));
            }
        });
        return new ServerCount(
                sum(stats, "cmd_set", "store_too_large", "store_no_memory"),
                sum(stats, "delete_hits", "delete_misses"),
                sum(stats, "incr_hits", "incr_misses", "decr_hits", "decr_misses"),
                sum(stats, "cmd_touch"),
                sum(stats, "cmd_flush"));
    }

    private static long sum(Map<String, Long> stats, String... names) {
        long sum = 0;
        for (String name : names) {
            sum += stats.getOrDefault(name, 0L);
        }
        return sum;
    }

    ServerCount since(ServerCount before) {
        return new ServerCount(
                storages - before.storages,
                deletions - before.deletions,
                arithmetics - before.arithmetics,
                touches - before.touches,
                flushes - before.flushes);
    }

    /** How many of them a command word can have caused. */
    long of(String word) {
        return switch (word) {
            case "delete", "md" -> deletions;
            case "incr", "decr", "ma" -> arithmetics;
            case "touch", "gat", "gats", "mg" -> touches;
            case "flush_all" -> flushes;
            default -> storages;
        };
    }
}
