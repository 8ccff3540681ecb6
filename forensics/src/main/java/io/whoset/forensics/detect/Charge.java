package io.whoset.forensics.detect;

/**
 * An odd store that waits for a second opinion: the next store of the same key.
 *
 * <p>Immutable.
 *
 * @param rule number of the rule that fired
 * @param store the odd store
 * @param trait what was odd about it, as the rule counts it
 * @param epoch the stretch without gaps in which it fell
 * @param key log form of its key
 * @param why the rule's reason
 */
record Charge(int rule, Sighting store, long trait, long epoch, String key, String why) {}
