package io.whoset.benchmarks.load;

import java.util.List;

/**
 * What the clients do, all of them the same.
 *
 * <p>Immutable.
 *
 * @param name what tables call it
 * @param connections clients, one connection each
 * @param depth requests that a connection may have in flight
 * @param setPercent sets among the requests, 0 to 100; the rest are gets
 * @param valueBytes length of every value
 * @param keysPerGet keys of one get
 */
public record Workload(String name, int connections, int depth, int setPercent, int valueBytes, int keysPerGet) {
    /** W1 mixed, W2 mixed and pipelined, W3 sets, W4 large sets, W5 many connections, W6 multigets, W7 sets pipelined. */
    public static final List<Workload> ALL = List.of(
            new Workload("W1", 50, 1, 10, 1024, 1),
            new Workload("W2", 50, 16, 10, 1024, 1),
            new Workload("W3", 50, 1, 100, 1024, 1),
            new Workload("W4", 8, 1, 100, 100 * 1024, 1),
            new Workload("W5", 1000, 1, 10, 1024, 1),
            new Workload("W6", 50, 1, 0, 1024, 50),
            new Workload("W7", 50, 16, 100, 1024, 1));

    /** For people. */
    public String text() {
        String what = keysPerGet > 1 ? "gets of " + keysPerGet + " keys" : setPercent + " % sets";
        return connections + " connections, " + (depth > 1 ? "pipelined " + depth + ", " : "") + what + ", values of "
                + valueBytes + " bytes";
    }
}
