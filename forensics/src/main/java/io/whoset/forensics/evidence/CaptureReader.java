package io.whoset.forensics.evidence;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads packet captures, pcap and pcapng, as tcpdump, dumpcap and Wireshark write them.
 *
 * <p><b>Units, bounds</b> a packet or block of at most 16 MiB.
 *
 * <p>Confined to one thread.
 *
 * <p><b>Errors</b> a file that ends in the middle of a packet is read up to there; one that is no capture is an {@link IOException}.
 *
 * <p><b>Source</b> the IETF drafts on the PCAP and PCAPNG capture file formats.
 */
public final class CaptureReader {
    private static final int MAGIC_MICROS = 0xA1B2C3D4;
    private static final int MAGIC_NANOS = 0xA1B23C4D;
    private static final int SECTION = 0x0A0D0D0A;
    private static final int BYTE_ORDER = 0x1A2B3C4D;
    private static final int INTERFACE = 1;
    private static final int SIMPLE_PACKET = 3;
    private static final int PACKET = 6;
    private static final int TIME_RESOLUTION = 9;
    private static final int MAX_BYTES = 16 << 20;

    private final TcpStreams streams;
    private final List<Interface> interfaces = new ArrayList<>();
    private ByteOrder order = ByteOrder.BIG_ENDIAN;

    /** Gives to this what was said with servers on these ports; with whoever was connected to where there are none. */
    public CaptureReader(Traffic traffic, Set<Integer> ports) {
        this.streams = new TcpStreams(traffic, ports);
    }

    /** What a pcapng file says of a network interface. */
    private record Interface(int linkType, double unitsPerMicro) {}

    /** Whether a file that begins with these four bytes is a capture. */
    public static boolean isCapture(int magic) {
        return magic == SECTION
                || magic == MAGIC_MICROS
                || magic == MAGIC_NANOS
                || Integer.reverseBytes(magic) == MAGIC_MICROS
                || Integer.reverseBytes(magic) == MAGIC_NANOS;
    }

    /** Reads to the end. */
    public void read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        try {
            int magic = data.readInt();
            if (magic == SECTION) {
                section(data);
                blocks(data);
            } else if (isCapture(magic)) {
                classic(data, magic);
            } else {
                throw new IOException("no packet capture: it begins with " + Integer.toHexString(magic));
            }
        } catch (EOFException end) {
            // the last packet may be cut
            return;
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | BufferUnderflowException e) {
            throw new IOException("the capture is broken: a block says more than it holds", e);
        } finally {
            streams.close();
        }
    }

    private void classic(DataInputStream in, int magic) throws IOException {
        order = magic == MAGIC_MICROS || magic == MAGIC_NANOS ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        boolean nanos = magic == MAGIC_NANOS || Integer.reverseBytes(magic) == MAGIC_NANOS;
        int linkType = bytes(in, 20).getInt(16) & 0xFFFF;
        while (true) {
            ByteBuffer header = bytes(in, 16);
            long fraction = header.getInt(4) & 0xFFFFFFFFL;
            long tsMicros = (header.getInt(0) & 0xFFFFFFFFL) * 1_000_000 + (nanos ? fraction / 1000 : fraction);
            packet(linkType, bytes(in, header.getInt(8)).array(), tsMicros);
        }
    }

    private void packet(int linkType, byte[] packet, long tsMicros) {
        Segment segment = Packets.tcp(linkType, packet, tsMicros);
        if (segment != null) {
            streams.add(segment);
        }
    }

    private ByteBuffer bytes(DataInputStream in, int count) throws IOException {
        if (count < 0 || count > MAX_BYTES) {
            throw new IOException("the capture is broken: a packet of " + (count & 0xFFFFFFFFL) + " bytes");
        }
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(order);
    }

    private void section(DataInputStream in) throws IOException {
        byte[] head = new byte[8];
        in.readFully(head);
        order = ByteBuffer.wrap(head).getInt(4) == BYTE_ORDER ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        bytes(in, ByteBuffer.wrap(head).order(order).getInt(0) - 12);
        interfaces.clear();
    }

    private void blocks(DataInputStream in) throws IOException {
        while (true) {
            byte[] type = new byte[4];
            in.readFully(type);
            int block = ByteBuffer.wrap(type).order(order).getInt();
            if (block == SECTION) {
                section(in);
                continue;
            }
            int length = bytes(in, 4).getInt(0);
            ByteBuffer body = bytes(in, length - 12);
            bytes(in, 4);
            block(block, body);
        }
    }

    private void block(int type, ByteBuffer body) {
        if (type == INTERFACE) {
            interfaces.add(new Interface(body.getShort(0) & 0xFFFF, unitsPerMicro(body)));
        } else if (type == PACKET && body.getInt(0) < interfaces.size()) {
            Interface from = interfaces.get(body.getInt(0));
            long units = (body.getInt(4) & 0xFFFFFFFFL) << 32 | (body.getInt(8) & 0xFFFFFFFFL);
            byte[] packet = new byte[Math.min(body.getInt(12), body.capacity() - 20)];
            body.get(20, packet);
            packet(from.linkType(), packet, (long) (units / from.unitsPerMicro()));
        } else if (type == SIMPLE_PACKET && !interfaces.isEmpty()) {
            byte[] packet = new byte[Math.min(body.getInt(0), body.capacity() - 4)];
            body.get(4, packet);
            packet(interfaces.get(0).linkType(), packet, 0);
        }
    }

    private static double unitsPerMicro(ByteBuffer description) {
        int at = 8;
        while (at + 4 < description.capacity()) {
            int length = description.getShort(at + 2) & 0xFFFF;
            if (description.getShort(at) == TIME_RESOLUTION && length == 1) {
                int resolution = description.get(at + 4);
                return resolution < 0 ? Math.pow(2, resolution & 0x7F) / 1e6 : Math.pow(10, resolution) / 1e6;
            }
            at += 4 + ((length + 3) & ~3);
        }
        return 1;
    }
}
