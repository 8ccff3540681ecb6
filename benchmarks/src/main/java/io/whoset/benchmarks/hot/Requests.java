package io.whoset.benchmarks.hot;

import io.netty.buffer.ByteBuf;
import io.whoset.proxy.relay.Buffers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What a client sends that pipelines a thousand requests, in the reads in which the proxy gets them.
 *
 * <p><b>Units, bounds</b> {@value #COUNT} requests; values are JSON of {@value #VALUE_BYTES} bytes; a read has 16 KB, and its end cuts a request.
 *
 * <p>Confined to one thread; the buffers live as long as the process.
 */
final class Requests {
    /** Requests of a stream. */
    static final int COUNT = 1000;

    static final int VALUE_BYTES = 250;
    private static final int READ_BYTES = 16 << 10;
    private static final int HEADER_BYTES = 24;
    private static final int ITEM_EXTRAS = 8;
    private static final byte REQUEST = (byte) 0x80;
    private static final byte GET = 0x00;
    private static final byte SET = 0x01;

    private final ByteBuf stream = Buffers.POOL.directBuffer(COUNT * 2 * VALUE_BYTES);

    private Requests() {}

    private static ByteBuf[] reads(String end, IntConsumer request, Requests into) {
        for (int i = 0; i < COUNT; i++) {
            request.accept(i);
            into.text(end);
        }
        return into.cut();
    }

    /** {@code set user:100042:profile 0 3600 250\r\n{"songs": …}\r\n}. */
    static ByteBuf[] textSets() {
        Requests out = new Requests();
        return reads(
                "\r\n",
                i -> out.text("set " + key(i) + " 0 3600 " + VALUE_BYTES + "\r\n")
                        .value(i),
                out);
    }

    /** {@code get user:100042:profile\r\n}. */
    static ByteBuf[] textGets() {
        Requests out = new Requests();
        return reads("\r\n", i -> out.text("get " + key(i)), out);
    }

    /** {@code ms user:100042:profile 250 T3600 F0 c O42\r\n{"songs": …}\r\n}. */
    static ByteBuf[] metaSets() {
        Requests out = new Requests();
        return reads(
                "\r\n",
                i -> out.text("ms " + key(i) + " " + VALUE_BYTES + " T3600 F0 c O" + i + "\r\n")
                        .value(i),
                out);
    }

    /** {@code mg user:100042:profile s v f O42\r\n}. */
    static ByteBuf[] metaGets() {
        Requests out = new Requests();
        return reads("\r\n", i -> out.text("mg " + key(i) + " s v f O" + i), out);
    }

    /** Opcode 0x01 with flags and exptime. */
    static ByteBuf[] binarySets() {
        Requests out = new Requests();
        return reads(
                "",
                i -> out.header(SET, i, ITEM_EXTRAS, VALUE_BYTES)
                        .extras()
                        .text(key(i))
                        .value(i),
                out);
    }

    /** Opcode 0x00. */
    static ByteBuf[] binaryGets() {
        Requests out = new Requests();
        return reads("", i -> out.header(GET, i, 0, 0).text(key(i)), out);
    }

    /** What a server answers to as many text sets. */
    static ByteBuf stored() {
        Requests out = new Requests();
        return out.text("STORED\r\n".repeat(COUNT)).stream;
    }

    private static String key(int number) {
        return "user:" + (100_000 + number * 7) + ":profile";
    }

    private Requests text(String ascii) {
        stream.writeCharSequence(ascii, StandardCharsets.US_ASCII);
        return this;
    }

    private void value(int number) {
        stream.writeBytes(Payloads.json(number, VALUE_BYTES));
    }

    private Requests header(byte opcode, int number, int extras, int value) {
        int key = key(number).length();
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.put(REQUEST).put(opcode).putShort((short) key).put((byte) extras);
        header.putInt(8, extras + key + value).putInt(12, number);
        stream.writeBytes(header.array());
        return this;
    }

    private Requests extras() {
        stream.writeInt(0).writeInt(3600);
        return this;
    }

    private ByteBuf[] cut() {
        List<ByteBuf> reads = new ArrayList<>();
        while (stream.isReadable()) {
            ByteBuf read = Buffers.POOL.directBuffer(READ_BYTES);
            reads.add(read.writeBytes(stream, Math.min(READ_BYTES, stream.readableBytes())));
        }
        stream.release();
        return reads.toArray(ByteBuf[]::new);
    }
}
