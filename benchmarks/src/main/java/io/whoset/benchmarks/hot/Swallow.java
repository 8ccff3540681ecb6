package io.whoset.benchmarks.hot;

import io.whoset.protocol.Command;
import io.whoset.protocol.Desync;
import io.whoset.protocol.binary.BinaryRequest;
import io.whoset.protocol.binary.BinaryRequestSink;
import io.whoset.protocol.text.BadLine;
import io.whoset.protocol.text.RequestEnd;
import io.whoset.protocol.text.RequestSink;
import java.nio.ByteBuffer;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Takes what a parser understood, as the pairing of requests and replies would, and does nothing with it but count.
 *
 * <p>Confined to one thread.
 *
 * <p><b>Errors</b> throws at what is no sound request: the bench would measure something else.
 */
final class Swallow implements RequestSink, BinaryRequestSink {
    private final Blackhole hole;
    private int requests;

    Swallow(Blackhole hole) {
        this.hole = hole;
    }

    /** How many whole requests came since this was asked last. */
    int take() {
        int taken = requests;
        requests = 0;
        return taken;
    }

    @Override
    public boolean wantsReadKeys() {
        return false;
    }

    @Override
    public void onReadKey(byte[] bytes, int from, int to) {
        hole.consume(to - from);
    }

    @Override
    public void onCommand(Command command) {
        hole.consume(command);
    }

    @Override
    public void onRequest(BinaryRequest request) {
        hole.consume(request);
    }

    @Override
    public void onPayload(ByteBuffer piece) {
        hole.consume(piece);
    }

    @Override
    public void onRequestEnd(RequestEnd end) {
        if (end != RequestEnd.COMPLETE) {
            throw new IllegalStateException("a request ended as " + end);
        }
        requests++;
    }

    @Override
    public void onRequestEnd() {
        requests++;
    }

    @Override
    public void onBadLine(BadLine line) {
        throw new IllegalStateException("a line was refused: " + line);
    }

    @Override
    public void onDesync(Desync desync) {
        throw new IllegalStateException("the parser lost its place: " + desync);
    }
}
