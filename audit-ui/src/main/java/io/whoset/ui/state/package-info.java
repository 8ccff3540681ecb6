/**
 * Whom the web server asks, and what it learns there about the process and its record.
 *
 * <p><b>Threading</b> safe for many threads; nothing here blocks.
 */
@NullMarked
package io.whoset.ui.state;

import org.jspecify.annotations.NullMarked;
