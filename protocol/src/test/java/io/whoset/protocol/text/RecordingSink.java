package io.whoset.protocol.text;

import io.whoset.protocol.Command;
import io.whoset.protocol.Desync;
import io.whoset.protocol.Verb;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes down events in the form of the vectors, whether keys of reads come as commands or by themselves. */
final class RecordingSink implements RequestSink {
    private final StringBuilder events = new StringBuilder();
    private StringBuilder data = new StringBuilder();
    private boolean inBlock;
    private final boolean wantsReadKeys;

    RecordingSink(boolean wantsReadKeys) {
        this.wantsReadKeys = wantsReadKeys;
    }

    @Override
    public boolean wantsReadKeys() {
        return wantsReadKeys;
    }

    @Override
    public void onReadKey(byte[] bytes, int from, int to) {
        word("key:" + escape(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)));
    }

    @Override
    public void onCommand(Command command) {
        word(command.word());
        if (command.key() != null) {
            word(escape(new String(command.key().bytes(), StandardCharsets.ISO_8859_1)));
        }
        if (command.clientFlags() != null) {
            word("flags=" + command.clientFlags());
        }
        if (command.exptime() != null) {
            word("exptime=" + command.exptime());
        }
        if (command.number() != 0 && !(command.verb() == Verb.MA && command.number() == 1)) {
            word("number=" + Long.toUnsignedString(command.number()));
        }
        if (command.noreply()) {
            word("noreply");
        }
        if (command.verb().kind() == Verb.Kind.META
                && !command.metaFlags().asList().isEmpty()) {
            word("meta=" + String.join(",", command.metaFlags().asList()));
        }
        inBlock = command.hasDataBlock();
        data = new StringBuilder();
    }

    @Override
    public void onPayload(ByteBuffer piece) {
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        data.append(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void onRequestEnd(RequestEnd end) {
        if (inBlock) {
            word("data=" + escape(data.toString()));
        }
        inBlock = false;
        word(end == RequestEnd.COMPLETE ? "end" : "badend");
    }

    @Override
    public void onBadLine(BadLine line) {
        word("bad:" + escape(line.command().word()));
    }

    @Override
    public void onDesync(Desync desync) {
        word("desync");
    }

    private void word(String word) {
        events.append(events.length() == 0 ? "" : " ").append(word);
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case ' ' -> out.append("\\s");
                case '\r' -> out.append("\\r");
                case '\n' -> out.append("\\n");
                default -> out.append(c < 0x20 || c > 0x7E ? String.format("\\x%02x", (int) c) : String.valueOf(c));
            }
        }
        return out.toString();
    }

    String events() {
        return events.toString();
    }
}
