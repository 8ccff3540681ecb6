package io.whoset.protocol.pairing;

import io.whoset.protocol.Command;
import io.whoset.protocol.Desync;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down everything that a sink is told, in a form that does not depend on how the bytes were cut; checks that a token comes back once. */
final class Transcript implements ExchangeSink<Integer> {
    private final List<String> events = new ArrayList<>();
    private final BitSet open = new BitSet();
    private int tokens;
    private long payloadHash;
    private long payloadBytes;
    private boolean collecting;

    @Override
    public void onCommand(Command command) {
        collecting = command.hasDataBlock();
        payloadHash = 1;
        payloadBytes = 0;
        events.add("command " + command);
    }

    @Override
    public void onPayload(ByteBuffer piece) {
        if (!collecting) {
            throw new AssertionError("a payload without a command");
        }
        payloadBytes += piece.remaining();
        while (piece.hasRemaining()) {
            payloadHash = payloadHash * 31 + piece.get();
        }
    }

    @Override
    public Integer onRequestEnd(Command command) {
        if (command.hasDataBlock() && payloadBytes != command.dataBytes()) {
            throw new AssertionError(command + " ended with a payload of " + payloadBytes);
        }
        int token = tokens++;
        open.set(token);
        events.add("end " + token + " " + payloadHash);
        return token;
    }

    @Override
    public void onSettled(Integer token, @Nullable String outcome) {
        if (!open.get(token)) {
            throw new AssertionError("token " + token + " is settled twice");
        }
        open.clear(token);
        events.add("settled " + token + " " + outcome);
    }

    @Override
    public void onDesync(Desync desync) {
        events.add("desync " + desync);
    }

    /** All events; fails where a token never came back. */
    List<String> ended() {
        if (!open.isEmpty()) {
            throw new AssertionError("never settled: " + open + " of " + events);
        }
        return events;
    }
}
