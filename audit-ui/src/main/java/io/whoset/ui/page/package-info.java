/**
 * The files of the audit page and of the libraries it stands on, out of the jar.
 *
 * <p><b>Threading</b> safe for many threads.
 */
@NullMarked
package io.whoset.ui.page;

import org.jspecify.annotations.NullMarked;
