package io.whoset.proxy;

import io.whoset.proxy.identity.ReverseResolver;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about peers beyond what their connections say.
 *
 * <p>Immutable.
 *
 * @param proc where the kernel tells which process has which socket; null where nobody looks
 * @param names asks for the names of addresses; null where nobody does
 */
public record PeerSettings(@Nullable Path proc, @Nullable ReverseResolver names) {
    /** Nothing is asked. */
    public static final PeerSettings NOTHING = new PeerSettings(null, null);
}
