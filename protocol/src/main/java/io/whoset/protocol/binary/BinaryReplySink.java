package io.whoset.protocol.binary;

/** Receives replies in the order of the wire. Confined to the connection's event loop. */
public interface BinaryReplySink {
    /** The header of a reply has come, and the new number of an incr or decr; the rest of it is passed over by the parser. */
    void onReply(BinaryReply reply);

    /** What came is no reply of the binary protocol, and nothing that comes after it can be understood. */
    void onNoReply(String reason, long offset);
}
