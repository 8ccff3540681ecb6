package io.whoset.protocol.text;

/** Receives reply lines in the order of the wire. Confined to the connection's event loop. */
public interface ReplySink {
    /** A whole reply line; its data block, where it has one, is passed over by the parser. The view is valid during the call only. */
    void onReply(Reply reply);
}
