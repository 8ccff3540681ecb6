/**
 * The simulated world: clients, a cache, virtual time, and what the applications do.
 *
 * <p><b>Threading</b> one world belongs to one thread.
 */
@NullMarked
package io.whoset.benchmarks.sim;

import org.jspecify.annotations.NullMarked;
