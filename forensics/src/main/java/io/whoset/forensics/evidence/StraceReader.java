package io.whoset.forensics.evidence;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code strace -f -s 1048576 -e trace=network,read,write,close -p MEMCACHED} printed: who connected to which descriptor, and what was
 * said over it. Descriptors bear their addresses where {@code -yy} was given. A string that strace cut counts as missing bytes.
 *
 * <p>Confined to one thread.
 *
 * <p><b>Errors</b> lines that are not understood are passed over.
 */
public final class StraceReader {
    private static final Pattern ACCEPT = Pattern.compile("^accept4?\\(.*\\) += (\\d+)");
    private static final Pattern PEER = Pattern.compile(
            "sin6?_port=htons\\((\\d+)\\).*?(?:inet_addr\\(\"([^\"]+)\"\\)|inet_pton\\(AF_INET6, \"([^\"]+)\")");
    private static final Pattern CALL = Pattern.compile(
            "^(read|recv|recvfrom|recvmsg|readv|write|send|sendto|sendmsg|writev|close)\\((\\d+)(?:<([^>]*(?:->[^>]*)?)>)?");
    private static final Pattern ADDRESSES = Pattern.compile("^TCP(?:v6)?:\\[(.+)->(.+):(\\d+)\\]$");
    private static final Pattern RESULT = Pattern.compile("\\) += (\\d+)");
    private static final Pattern RESUMED = Pattern.compile("^<\\.\\.\\. (\\w+) resumed>(.*)$");
    private static final String UNFINISHED = "<unfinished ...>";

    private final Traffic traffic;
    private final Map<String, String> unfinished = new HashMap<>();
    private final Map<Integer, Long> open = new HashMap<>();
    private long lastConn;
    private long nowMicros;

    /** Gives to this. */
    public StraceReader(Traffic traffic) {
        this.traffic = traffic;
    }

    /** Reads to the end. */
    public void read(InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            StraceLine line = StraceLine.parse(text);
            if (line != null) {
                nowMicros = line.tsMicros() >= 0 ? line.tsMicros() : nowMicros + 1;
                String call = whole(line);
                if (call != null) {
                    call(call);
                }
            }
        }
    }

    /** A call that another thread's line cut in two, put together again; null for its first half. */
    private @Nullable String whole(StraceLine line) {
        String call = line.call();
        if (call.endsWith(UNFINISHED)) {
            unfinished.put(line.pid(), call.substring(0, call.length() - UNFINISHED.length()));
            return null;
        }
        Matcher resumed = RESUMED.matcher(call);
        if (resumed.find()) {
            String begin = unfinished.remove(line.pid());
            return begin == null
                    ? null
                    : begin.stripTrailing() + " " + resumed.group(2).stripLeading();
        }
        return call;
    }

    private void call(String call) {
        Matcher accept = ACCEPT.matcher(call);
        if (accept.find()) {
            Matcher peer = PEER.matcher(call);
            accepted(Integer.parseInt(accept.group(1)), peer.find() ? address(peer) : null);
            return;
        }
        Matcher match = CALL.matcher(call);
        Matcher result = RESULT.matcher(call);
        if (!match.find()) {
            return;
        }
        int fd = Integer.parseInt(match.group(2));
        if (match.group(1).equals("close")) {
            closed(fd);
        } else if (lastOf(result)) {
            long bytes = Long.parseLong(result.group(1));
            boolean reads = match.group(1).startsWith("re");
            said(fd, match.group(3), reads, call, bytes);
        }
    }

    private static boolean lastOf(Matcher result) {
        int at = -1;
        while (result.find()) {
            at = result.start();
        }
        return at >= 0 && result.find(at);
    }

    private void accepted(int fd, @Nullable InetSocketAddress peer) {
        closed(fd);
        open.put(fd, ++lastConn);
        traffic.onOpen(lastConn, new Ends(peer, "fd=" + fd, "memcached"));
    }

    private void closed(int fd) {
        Long conn = open.remove(fd);
        if (conn != null) {
            traffic.onEnd(conn, nowMicros);
        }
    }

    private void said(int fd, @Nullable String socket, boolean fromClient, String call, long bytes) {
        int quote = call.indexOf('"');
        Long conn = bytes == 0 || quote < 0 ? null : conn(fd, socket, fromClient, call);
        if (conn == null) {
            return;
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int end = quote;
        while (quote >= 0) {
            end = CStrings.decode(call, quote, said);
            quote = call.indexOf("iov_base=\"", end);
            quote = quote < 0 ? -1 : quote + "iov_base=".length();
        }
        byte[] all = said.toByteArray();
        traffic.onBytes(conn, fromClient, all.length <= bytes ? all : Arrays.copyOf(all, (int) bytes), nowMicros);
        if (bytes > all.length) {
            traffic.onMissing(conn, fromClient, bytes - all.length, nowMicros);
        }
    }

    /** A descriptor whose accept was before the trace is taken for a client's where it has addresses, or reads what looks like a command. */
    private @Nullable Long conn(int fd, @Nullable String socket, boolean fromClient, String call) {
        Long known = open.get(fd);
        if (known != null) {
            return known;
        }
        Matcher addresses = ADDRESSES.matcher(socket == null ? "" : socket);
        boolean named = addresses.find();
        if (!named && !(fromClient && Commands.isLikely(call))) {
            return null;
        }
        open.put(fd, ++lastConn);
        InetSocketAddress peer = named ? address(addresses.group(2), addresses.group(3)) : null;
        traffic.onOpen(lastConn, new Ends(peer, "fd=" + fd, named ? addresses.group(1) : "memcached"));
        return lastConn;
    }

    private static @Nullable InetSocketAddress address(Matcher peer) {
        return address(peer.group(2) != null ? peer.group(2) : peer.group(3), peer.group(1));
    }

    private static @Nullable InetSocketAddress address(String ip, String port) {
        try {
            String bare = ip.startsWith("[") ? ip.substring(1, ip.length() - 1) : ip;
            boolean literal = bare.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':');
            return literal ? new InetSocketAddress(InetAddress.getAllByName(bare)[0], Integer.parseInt(port)) : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** What a client of memcached says first. */
    private static final class Commands {
        private static final Pattern FIRST = Pattern.compile(
                "\"(?:(?:get|gets|set|add|replace|append|prepend|cas|delete|incr|decr|touch|gat|gats|mg|ms|md|ma|mn|me|stats|version|flush_all)\\b|\\\\200)");

        static boolean isLikely(String call) {
            return FIRST.matcher(call).find();
        }
    }
}
