/**
 * whoset beside a plain connection, HAProxy and twemproxy: the same load, in turn, and what each of them made of it.
 *
 * <p><b>Threading</b> one command, one thread.
 */
@NullMarked
package io.whoset.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
