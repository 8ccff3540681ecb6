/**
 * Recorded evidence: packet captures and system call traces, read into the same events that live traffic makes.
 *
 * <p><b>Threading</b> each reader is confined to one thread.
 */
@NullMarked
package io.whoset.forensics.evidence;

import org.jspecify.annotations.NullMarked;
