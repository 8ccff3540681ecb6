/**
 * From a connection to its writer, and from exchanges to write records.
 *
 * <p><b>Threading</b> what belongs to a connection is confined to its event loop.
 */
@NullMarked
package io.whoset.forensics.attribution;

import org.jspecify.annotations.NullMarked;
