/**
 * The JSON resources under {@code /api/v1/}, one a file.
 *
 * <p><b>Threading</b> resources run on the web server's blocking threads, never on its event loops.
 */
@NullMarked
package io.whoset.ui.api;

import org.jspecify.annotations.NullMarked;
