package io.whoset.proxy.listen;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.whoset.forensics.attribution.WriterNames;
import io.whoset.proxy.identity.ResolvedNames;
import java.util.function.Consumer;

/**
 * Makes the gate of each connection that may have to wait for its name.
 *
 * <p>Safe for many threads.
 *
 * @param names those that nobody has to wait for
 * @param resolved the others
 */
public record NameGates(WriterNames names, ResolvedNames resolved) {
    /** A gate, and what is put behind it when it opens. */
    ChannelHandler newGate(Consumer<Channel> next) {
        return new NameGate(names, resolved, next);
    }
}
