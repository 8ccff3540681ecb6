/**
 * How well judgement told them apart.
 *
 * <p><b>Threading</b> one world belongs to one thread.
 */
@NullMarked
package io.whoset.benchmarks.score;

import org.jspecify.annotations.NullMarked;
