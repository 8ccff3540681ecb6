/** Addresses and transports: what both the listening and the connecting end speak over. */
@NullMarked
package io.whoset.proxy.net;

import org.jspecify.annotations.NullMarked;
