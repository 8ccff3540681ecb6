/**
 * The same stories in real time, over TCP, through the built whoset, before a real memcached; what counts is what the log says.
 *
 * <p><b>Threading</b> one thread a story.
 */
@NullMarked
package io.whoset.benchmarks.tcp;

import org.jspecify.annotations.NullMarked;
