/**
 * The hand-over from the event loops to the audit thread, and that thread.
 *
 * <p><b>Threading</b> {@code AuditQueue} is safe for many threads, the rest belongs to the audit thread.
 */
@NullMarked
package io.whoset.audit;

import org.jspecify.annotations.NullMarked;
