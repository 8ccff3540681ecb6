package io.whoset.protocol.binary;

import io.whoset.protocol.Command;

/**
 * A request of the binary protocol, understood up to its value.
 *
 * <p>Immutable.
 *
 * @param opcode the byte as sent, 0 to 255: its replies bear it
 * @param opaque its replies bear it; need not be unique
 * @param isQuietOpcode whether the opcode is one that may be answered with nothing
 * @param maySayNothing whether this request may be; one that is refused for its form never is
 * @param command the same as the text protocol has it
 */
public record BinaryRequest(int opcode, int opaque, boolean isQuietOpcode, boolean maySayNothing, Command command) {}
