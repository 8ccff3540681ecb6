/**
 * Generated traffic whose every write is known beforehand, and its comparison with a writer log.
 *
 * <p><b>Threading</b> one thread a client; the comparison belongs to one thread.
 */
@NullMarked
package io.whoset.app.ledger;

import org.jspecify.annotations.NullMarked;
