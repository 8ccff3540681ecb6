/**
 * The immutable facts that travel from an event loop to the audit thread, the log and the page.
 *
 * <p><b>Threading</b> everything here is immutable and safe for many threads.
 */
@NullMarked
package io.whoset.forensics.record;

import org.jspecify.annotations.NullMarked;
