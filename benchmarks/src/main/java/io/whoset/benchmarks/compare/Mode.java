package io.whoset.benchmarks.compare;

import io.whoset.proxy.net.Transport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the clients and memcached.
 *
 * <p><b>Shape</b> {@code WORD[@CHECKOUT][{FLAGS}]}: {@code everything}, {@code attribution@/other/checkout}, {@code relay{-XX:+UseParallelGC
 * io-threads=1 transport=epoll}}. A checkout other than this one must be built. Flags beginning with a dash go to the Java machine; the two others are those of
 * the configuration's {@code limits}; a checkout from before the bench knew {@code transport} goes by its best.
 *
 * <p>Immutable.
 *
 * @param label as it was written
 * @param kind what it is
 * @param checkout whose whoset; null for this one
 * @param javaFlags further flags of the Java machine
 * @param ioThreads event loops, 0 for one a core
 * @param transport the way to the kernel, null for the best
 */
record Mode(
        String label,
        Kind kind,
        @Nullable Path checkout,
        List<String> javaFlags,
        int ioThreads,
        @Nullable Transport transport) {
    private static final Pattern SHAPE = Pattern.compile("([a-z]+)(?:@([^{]+))?(?:\\{([^}]*)})?");
    private static final String IO_THREADS = "io-threads=";
    private static final String TRANSPORT = "transport=";

    /** The kinds of it. */
    enum Kind {
        /** Nothing. */
        STRAIGHT,
        /** HAProxy in TCP mode. */
        HAPROXY,
        /** twemproxy. */
        TWEMPROXY,
        /** whoset's relay without its audit. */
        RELAY,
        /** Relay, parser, digest and writer log. */
        ATTRIBUTION,
        /** The product as it is started by default. */
        EVERYTHING;

        boolean isWhoset() {
            return this == RELAY || logs();
        }

        boolean logs() {
            return this == ATTRIBUTION || this == EVERYTHING;
        }
    }

    static Mode parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw new IllegalArgumentException("--modes: saw " + text + ", expected WORD[@CHECKOUT][{FLAGS}]");
        }
        List<String> flags = new ArrayList<>();
        int ioThreads = 0;
        Transport transport = null;
        for (String flag : (shape.group(3) == null ? "" : shape.group(3)).split(" ", -1)) {
            if (flag.startsWith(IO_THREADS)) {
                ioThreads = Integer.parseInt(flag.substring(IO_THREADS.length()));
            } else if (flag.startsWith(TRANSPORT)) {
                transport = transport(flag.substring(TRANSPORT.length()));
            } else if (!flag.isEmpty()) {
                flags.add(flag);
            }
        }
        Path checkout = shape.group(2) == null ? null : Path.of(shape.group(2));
        return new Mode(text, kind(shape.group(1)), checkout, List.copyOf(flags), ioThreads, transport);
    }

    private static Transport transport(String word) {
        for (Transport transport : Transport.values()) {
            if (transport.word().equals(word)) {
                return transport;
            }
        }
        throw new IllegalArgumentException("--modes: saw transport=" + word + ", expected io_uring, epoll or nio");
    }

    private static Kind kind(String word) {
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "--modes: saw " + word + ", expected straight, haproxy, twemproxy, relay, attribution or everything");
    }
}
