/**
 * The index of the writer log: what page, API and command line ask.
 *
 * <p><b>Threading</b> safe for many threads unless a type says otherwise.
 */
@NullMarked
package io.whoset.audit.store;

import org.jspecify.annotations.NullMarked;
