/**
 * A store of millions of writes, made, filled up further at a steady rate through the built whoset, and asked meanwhile.
 *
 * <p><b>Threading</b> each class says its own.
 */
@NullMarked
package io.whoset.benchmarks.store;

import org.jspecify.annotations.NullMarked;
