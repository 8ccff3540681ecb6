/**
 * The proxy as a whole: what the application starts, asks and stops.
 *
 * <p><b>Threading</b> safe for many threads unless a type says otherwise.
 */
@NullMarked
package io.whoset.proxy;

import org.jspecify.annotations.NullMarked;
