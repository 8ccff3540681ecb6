/**
 * The PROXY protocol: a client's real address ahead of its bytes, read and written.
 *
 * <p><b>Threading</b> event loops; parser and encoder keep nothing.
 */
@NullMarked
package io.whoset.proxy.header;

import org.jspecify.annotations.NullMarked;
