/**
 * Labelled histories: what bad writers do, and what honest ones do that looks odd.
 *
 * <p><b>Threading</b> one world belongs to one thread.
 */
@NullMarked
package io.whoset.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
