package io.whoset.protocol.pairing;

import io.whoset.protocol.Command;
import io.whoset.protocol.Desync;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what is settled, in the form of the vectors. */
final class Settled implements ExchangeSink<String> {
    private final List<String> settled = new ArrayList<>();

    @Override
    public void onCommand(Command command) {}

    @Override
    public void onPayload(ByteBuffer piece) {}

    @Override
    public @Nullable String onRequestEnd(Command command) {
        return command.isWrite()
                ? command.word() + " "
                        + (command.key() == null ? "-" : command.key().logForm())
                : null;
    }

    @Override
    public void onSettled(String token, @Nullable String outcome) {
        settled.add(token + " " + (outcome == null ? "?" : outcome));
    }

    @Override
    public void onDesync(Desync desync) {
        settled.add("desync");
    }

    int count() {
        return settled.size();
    }

    @Override
    public String toString() {
        return String.join(", ", settled);
    }
}
