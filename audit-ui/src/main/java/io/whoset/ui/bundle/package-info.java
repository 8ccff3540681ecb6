/**
 * Evidence as one file that can be attached to a post-mortem.
 *
 * <p><b>Threading</b> safe for many threads; reading the log blocks.
 */
@NullMarked
package io.whoset.ui.bundle;

import org.jspecify.annotations.NullMarked;
