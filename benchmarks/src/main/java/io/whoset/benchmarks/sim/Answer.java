package io.whoset.benchmarks.sim;

/** What a server makes of a fill. */
public interface Answer {
    /** The value that it will store. */
    Value of(Ask ask);
}
