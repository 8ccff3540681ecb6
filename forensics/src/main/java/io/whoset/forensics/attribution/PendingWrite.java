package io.whoset.forensics.attribution;

/** A write that waits for its outcome. Confined to the connection's event loop. */
public final class PendingWrite {}
