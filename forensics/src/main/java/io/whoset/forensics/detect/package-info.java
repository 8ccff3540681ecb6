/**
 * Judgement: one rule a file, the histories they share, and the test that accuses.
 *
 * <p><b>Threading</b> audit thread only.
 */
@NullMarked
package io.whoset.forensics.detect;

import org.jspecify.annotations.NullMarked;
