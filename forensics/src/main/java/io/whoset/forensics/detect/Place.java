package io.whoset.forensics.detect;

import io.whoset.protocol.Key;

/**
 * One key of one server, at this moment.
 *
 * <p>Immutable.
 *
 * @param upstream the server
 * @param rawKey the key
 * @param epoch the stretch without gaps
 */
record Place(String upstream, Key rawKey, long epoch) {
    /** The key's log form. */
    String key() {
        return rawKey.logForm();
    }
}
