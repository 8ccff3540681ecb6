/**
 * A load generator for memcached's text protocol that checks every byte of every reply and is cheap enough not to be what is measured.
 *
 * <p><b>Threading</b> one run, one thread.
 */
@NullMarked
package io.whoset.benchmarks.load;

import org.jspecify.annotations.NullMarked;
