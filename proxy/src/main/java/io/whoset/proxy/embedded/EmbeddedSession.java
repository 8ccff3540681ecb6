package io.whoset.proxy.embedded;

import io.netty.buffer.ByteBuf;
import io.whoset.protocol.Command;
import io.whoset.protocol.Desync;
import io.whoset.protocol.Key;
import io.whoset.protocol.Verb;
import io.whoset.protocol.text.BadLine;
import io.whoset.protocol.text.RequestEnd;
import io.whoset.protocol.text.RequestSink;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One client of the embedded memcached: our own parser's events in, replies out.
 *
 * <p><b>Units, bounds</b> gathers a value of at most 1 MiB, because a cache keeps values; a larger one is swallowed and refused.
 *
 * <p>Confined to the session's event loop.
 */
final class EmbeddedSession implements RequestSink {
    static final int MAX_VALUE_BYTES = 1024 * 1024;

    private final EmbeddedStore store;
    private final ClassicCommands classic;
    private final MetaCommands meta;
    private Replies replies;
    private @Nullable Command command;
    private byte[] value = new byte[0];
    private int valueLength;
    private boolean closing;

    EmbeddedSession(EmbeddedStore store, ByteBuf out) {
        this.store = store;
        this.classic = new ClassicCommands(store);
        this.meta = new MetaCommands(store, classic);
        this.replies = new Replies(out);
    }

    /** Further replies go here. */
    void answerInto(ByteBuf out) {
        replies = new Replies(out);
    }

    /** Whether the connection ends after what was answered. */
    boolean isClosing() {
        return closing;
    }

    @Override
    public void onCommand(Command next) {
        command = next;
        Key key = next.key();
        if (key != null && next.verb().kind() == Verb.Kind.READ) {
            value(key, store.get(key), next.verb() == Verb.GETS);
        } else if (key != null && next.verb().kind() == Verb.Kind.TOUCH_AND_READ) {
            value(key, classic.getAndTouch(key, ClassicCommands.orZero(next.exptime())), next.verb() == Verb.GATS);
        }
        valueLength = 0;
        value = next.hasDataBlock() && next.dataBytes() < MAX_VALUE_BYTES
                ? new byte[(int) next.dataBytes()]
                : new byte[0];
    }

    private void value(Key key, @Nullable Item item, boolean withCas) {
        if (item != null) {
            String tail = " " + item.flags() + " " + item.value().length + (withCas ? " " + item.cas() : "");
            replies.block("VALUE ", key.bytes(), tail, item.value());
        }
    }

    @Override
    public void onPayload(ByteBuffer piece) {
        int fits = Math.min(piece.remaining(), value.length - valueLength);
        piece.get(piece.position(), value, valueLength, fits);
        valueLength += fits;
    }

    @Override
    public void onRequestEnd(RequestEnd end) {
        Command done = Objects.requireNonNull(command);
        if (end == RequestEnd.BAD_DATA_CHUNK && done.dataBytes() < MAX_VALUE_BYTES) {
            answer(done.noreply(), "CLIENT_ERROR bad data chunk");
        } else if (done.hasDataBlock() && done.dataBytes() >= MAX_VALUE_BYTES) {
            classic.delete(Objects.requireNonNull(done.key()));
            answer(done.noreply(), "SERVER_ERROR object too large for cache");
        } else {
            carryOut(done);
        }
    }

    private void carryOut(Command done) {
        switch (done.verb().kind()) {
            case READ, TOUCH_AND_READ -> replies.line("END");
            case STORAGE -> answer(done.noreply(), classic.store(done, value));
            case META -> metaCommand(done);
            case CHANGE -> answer(done.noreply(), change(done));
            default -> admin(done);
        }
    }

    private String change(Command done) {
        return switch (done.verb()) {
            case DELETE -> classic.delete(keyOf(done));
            case INCR, DECR -> classic.arithmetic(keyOf(done), done.verb() == Verb.INCR, done.number());
            case TOUCH -> classic.touch(keyOf(done), ClassicCommands.orZero(done.exptime()));
            default -> {
                store.invalidateAll();
                yield "OK";
            }
        };
    }

    private void metaCommand(Command done) {
        switch (done.verb()) {
            case MG -> meta.get(done, replies);
            case MS -> meta.set(done, value, replies);
            case MD -> meta.delete(done, replies);
            case MA -> meta.arithmetic(done, replies);
            case MN -> replies.line("MN");
            default ->
                replies.line(
                        store.get(keyOf(done)) == null
                                ? "EN"
                                : "ME " + keyOf(done).logForm());
        }
    }

    private void admin(Command done) {
        switch (done.verb()) {
            case VERSION -> replies.line("VERSION 1.6.18");
            case VERBOSITY, CACHE_MEMLIMIT -> answer(done.noreply(), "OK");
            case STATS -> {
                replies.line("STAT curr_items " + store.size());
                replies.line("END");
            }
            case QUIT -> closing = true;
            default -> replies.line("ERROR");
        }
    }

    private static Key keyOf(Command done) {
        return Objects.requireNonNull(done.key());
    }

    private void answer(boolean noreply, String line) {
        if (!noreply) {
            replies.line(line);
        }
    }

    @Override
    public void onBadLine(BadLine line) {
        boolean known = line.command().verb() != Verb.UNKNOWN
                && !line.reason().contains("arguments")
                && !line.reason().equals("no key");
        answer(line.command().noreply() && known, known ? refusal(line.command().verb()) : "ERROR");
    }

    private static String refusal(Verb verb) {
        return switch (verb) {
            case INCR, DECR -> "CLIENT_ERROR invalid numeric delta argument";
            case TOUCH, GAT, GATS -> "CLIENT_ERROR invalid exptime argument";
            case DELETE -> "CLIENT_ERROR bad command line format.  Usage: delete <key> [noreply]";
            default -> "CLIENT_ERROR bad command line format";
        };
    }

    @Override
    public void onDesync(Desync desync) {
        replies.line("CLIENT_ERROR " + desync.reason() + ", the embedded memcached speaks the text protocol only");
        closing = true;
    }
}
