/**
 * What every request passes: who may ask, what an error looks like, what a reply promises to the browser.
 *
 * <p><b>Threading</b> safe for many threads; nothing here blocks.
 */
@NullMarked
package io.whoset.ui.http;

import org.jspecify.annotations.NullMarked;
