/**
 * Listening sockets and the pipelines of what they accept.
 *
 * <p><b>Threading</b> started and stopped by one thread.
 */
@NullMarked
package io.whoset.proxy.listen;

import org.jspecify.annotations.NullMarked;
