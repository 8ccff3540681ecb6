/**
 * Questions about what was written, asked from a terminal: of the process that writes the audit directory, else of its files.
 *
 * <p><b>Threading</b> main thread only.
 */
@NullMarked
package io.whoset.app.who;

import org.jspecify.annotations.NullMarked;
