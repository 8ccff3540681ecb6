/**
 * What the page shows, as files for other programs.
 *
 * <p><b>Threading</b> safe for many threads; rows are read on the threads for questions to the store.
 */
@NullMarked
package io.whoset.ui.export;

import org.jspecify.annotations.NullMarked;
