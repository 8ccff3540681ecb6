package io.whoset.protocol.text;

import io.whoset.protocol.Command;

/**
 * A line that memcached refuses before any data block.
 *
 * <p>Immutable.
 *
 * @param command as much of the command as was understood; its verb is {@code UNKNOWN} where the word was not
 * @param reason what was wrong, one short clause
 */
public record BadLine(Command command, String reason) {}
