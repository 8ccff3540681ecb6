/**
 * Measures: how just judgement is on labelled traffic, and what it costs.
 *
 * <p><b>Threading</b> one command, one thread.
 */
@NullMarked
package io.whoset.benchmarks;

import org.jspecify.annotations.NullMarked;
