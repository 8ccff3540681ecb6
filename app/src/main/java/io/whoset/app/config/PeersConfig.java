package io.whoset.app.config;

/**
 * What whoset asks about the other ends of connections.
 *
 * <p>Immutable.
 *
 * @param processes whether it looks which process of this machine has a connection, default true
 * @param resolveNames whether it asks the name service for the names of addresses, default false
 */
public record PeersConfig(boolean processes, boolean resolveNames) {
    /** The defaults. */
    public static final PeersConfig DEFAULT = new PeersConfig(true, false);
}
