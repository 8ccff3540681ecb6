/**
 * What is learnt about a payload while it streams by: digest, preview, format, structure.
 *
 * <p><b>Threading</b> everything here is confined to its connection's event loop.
 */
@NullMarked
package io.whoset.forensics.payload;

import org.jspecify.annotations.NullMarked;
