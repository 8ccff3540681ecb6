/**
 * The writer log: JSON lines out and in, rolled and compressed.
 *
 * <p><b>Threading</b> audit thread only, readers excepted.
 */
@NullMarked
package io.whoset.audit.log;

import org.jspecify.annotations.NullMarked;
