package io.whoset.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One client: sends while there is room among its requests in flight, and checks what comes back.
 *
 * <p><b>Units, bounds</b> at most {@code depth} requests in flight; nothing is allocated after the start.
 *
 * <p>Confined to the run's thread.
 */
final class LoadConnection {
    private static final byte[] GET = "get".getBytes(StandardCharsets.US_ASCII);
    private static final int SET = -1;

    private final SocketChannel channel;
    private final SelectionKey registration;
    private final Workload workload;
    private final Items items;
    private final Clock clock;
    private final ReplyCheck check;
    private final ByteBuffer out;
    private final int[] keys;
    private final int[] kinds;
    private final long[] since;
    private double firstNanos;
    private double stepNanos;
    private long due;
    private long sent;
    private long answered;
    private long dice;
    private boolean waitsToWrite;

    LoadConnection(
            SocketChannel channel, SelectionKey registration, Workload workload, Items items, Clock clock, long seed) {
        this.channel = channel;
        this.registration = registration;
        this.workload = workload;
        this.items = items;
        this.clock = clock;
        this.check = new ReplyCheck(items);
        this.out = ByteBuffer.allocateDirect(workload.depth() * requestBytes(workload, items));
        this.keys = new int[workload.depth() * workload.keysPerGet()];
        this.kinds = new int[workload.depth()];
        this.since = new long[workload.depth()];
        this.dice = seed * 0x9E3779B97F4A7C15L + 1;
    }

    private static int requestBytes(Workload workload, Items items) {
        int set = workload.setPercent() > 0 ? items.setBytes() : 0;
        return Math.max(set, GET.length + workload.keysPerGet() * (items.keyBytes() + 1) + 2);
    }

    private boolean hasRoom() {
        return sent - answered < workload.depth() && !waitsToWrite;
    }

    long inFlight() {
        return sent - answered;
    }

    /** Sends as many requests as there is room for. */
    void fill() throws IOException {
        while (hasRoom()) {
            add(clock.now);
        }
        write();
    }

    /** Requests are due at these moments: the first one so long after the start, each other one so long after the one before. */
    void schedule(double firstNanos, double stepNanos) {
        this.firstNanos = firstNanos;
        this.stepNanos = stepNanos;
    }

    /** One more is due now: sends it if there is room. */
    void onDue() throws IOException {
        if (sent == due++ && hasRoom()) {
            clock.onLate(clock.now - moment(sent));
        }
        sendDue();
    }

    private long moment(long request) {
        return clock.start + (long) (firstNanos + request * stepNanos);
    }

    /** Sends what is due, as far as there is room. */
    void sendDue() throws IOException {
        while (sent < due && hasRoom()) {
            add(moment(sent));
        }
        write();
    }

    private void add(long due) {
        int slot = (int) (sent++ % workload.depth());
        since[slot] = due;
        if (Math.floorMod(next(), 100) < workload.setPercent()) {
            kinds[slot] = SET;
            items.putSet(out, pick());
        } else {
            kinds[slot] = slot * workload.keysPerGet();
            out.put(GET);
            for (int i = 0; i < workload.keysPerGet(); i++) {
                int key = pick();
                keys[kinds[slot] + i] = key;
                items.putKey(out, key);
            }
            out.put((byte) '\r').put((byte) '\n');
        }
    }

    private int pick() {
        return Math.floorMod(next(), items.count());
    }

    private int next() {
        dice ^= dice << 13;
        dice ^= dice >>> 7;
        dice ^= dice << 17;
        return (int) (dice >>> 32);
    }

    /** Sends what waits, as much as the socket takes. */
    void write() throws IOException {
        if (out.position() == 0 && !waitsToWrite) {
            return;
        }
        out.flip();
        channel.write(out);
        boolean waits = out.hasRemaining();
        out.compact();
        if (waits != waitsToWrite) {
            waitsToWrite = waits;
            registration.interestOps(waits ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    /** Takes what has arrived, through a buffer that is lent for the call. */
    void read(ByteBuffer in) throws IOException {
        int got;
        do {
            in.clear();
            got = channel.read(in);
            if (got < 0) {
                throw new IOException("a connection was closed with " + inFlight() + " requests in flight");
            }
            in.flip();
            take(in);
        } while (got == in.capacity());
    }

    private void take(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            if (answered == sent) {
                throw new BadReplyException("a client got " + in.remaining() + " bytes that it did not ask for");
            }
            int slot = (int) (answered % workload.depth());
            boolean isSet = kinds[slot] == SET;
            boolean whole = isSet ? check.stored(in) : check.hits(in, keys, kinds[slot], workload.keysPerGet());
            if (whole) {
                answered++;
                clock.onReply(since[slot], isSet);
            }
        }
    }

    void close() throws IOException {
        channel.close();
    }
}
