/**
 * What the kernel's files under {@code /proc} tell of the processes at the other end of local sockets, as {@code lsof} would.
 *
 * <p><b>Threading</b> one thread reads files; event loops only ask.
 */
@NullMarked
package io.whoset.proxy.procfs;

import org.jspecify.annotations.NullMarked;
