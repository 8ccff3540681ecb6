package io.whoset.proxy.net;

import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The addresses behind an {@link Address}: at once for an IP address or a unix socket, looked up anew for each connection where it is a name, and
 * never on an event loop.
 *
 * <p><b>Units, bounds</b> one look-up at a time; connections that come meanwhile share its answer.
 *
 * <p>Safe for many threads.
 */
public final class Lookup {
    private final Address address;
    private final Resolver resolver;
    private final Executor threads;
    private final @Nullable List<SocketAddress> known;
    private @Nullable CompletableFuture<List<SocketAddress>> running;

    /** All addresses of a host name, in the order in which they are tried; may block. */
    @FunctionalInterface
    public interface Resolver {
        /** The machine's own: files and DNS as it is configured. */
        Resolver SYSTEM = InetAddress::getAllByName;

        /** The addresses, at least one. */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** Looks this address up on these threads. */
    public Lookup(Address address, Resolver resolver, Executor threads) {
        this.address = address;
        this.resolver = resolver;
        this.threads = threads;
        this.known = known(address);
    }

    private static @Nullable List<SocketAddress> known(Address address) {
        if (address.isUnix()) {
            return List.of(new DomainSocketAddress(address.host()));
        }
        InetAddress ip = NetUtil.createInetAddressFromIpAddressString(address.host());
        return ip == null ? null : List.of(new InetSocketAddress(ip, address.port()));
    }

    /** The addresses where no look-up is needed, else null. */
    public @Nullable List<SocketAddress> known() {
        return known;
    }

    /** Looks up; the answer, or why there is none, comes on the given event loop. */
    public void find(Executor loop, BiConsumer<@Nullable List<SocketAddress>, @Nullable Throwable> then) {
        var unused = shared().whenCompleteAsync(then, loop);
    }

    private synchronized CompletableFuture<List<SocketAddress>> shared() {
        CompletableFuture<List<SocketAddress>> current = running;
        if (current == null || current.isDone()) {
            current = CompletableFuture.supplyAsync(this::resolveAll, threads);
            running = current;
        }
        return current;
    }

    private List<SocketAddress> resolveAll() {
        try {
            List<SocketAddress> all = new ArrayList<>();
            for (InetAddress ip : resolver.resolve(address.host())) {
                all.add(new InetSocketAddress(ip, address.port()));
            }
            return List.copyOf(all);
        } catch (UnknownHostException e) {
            throw new CompletionException(new UnknownHostException("the name " + address.host() + " is not known"));
        }
    }
}
