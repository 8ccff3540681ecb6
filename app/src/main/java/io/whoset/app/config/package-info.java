/**
 * The configuration: typed values with units, bounds and defaults, read from YAML and flags.
 *
 * <p><b>Threading</b> immutable values; readers are used by the main thread only.
 */
@NullMarked
package io.whoset.app.config;

import org.jspecify.annotations.NullMarked;
