/**
 * The parts that every write goes through, each alone under JMH: what a command, a payload, a line, a judgement costs.
 *
 * <p><b>Threading</b> one bench, one thread.
 */
@NullMarked
package io.whoset.benchmarks.hot;

import org.jspecify.annotations.NullMarked;
