/**
 * The command line: one class a command.
 *
 * <p><b>Threading</b> main thread only.
 */
@NullMarked
package io.whoset.app.cli;

import org.jspecify.annotations.NullMarked;
