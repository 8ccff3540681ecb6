package io.whoset.forensics.payload;

import io.whoset.forensics.record.Content;
import java.nio.ByteBuffer;
import java.util.Arrays;

/*
 * A table says how much follows each opcode; the rest is PickleMachine's. What stands behind STOP does no harm in Python, nor here. A pickle that ends
 * without STOP is broken where eight opcodes in a row made sense: by accident that is less than one in a hundred million.
 */
/**
 * Scans a Python pickle of protocol 0 to 5 by its opcodes.
 *
 * <p>Confined to the connection's event loop. <b>Source</b> CPython, Lib/pickletools.py.
 */
final class PickleScan implements Scan {
    private static final int LEAST_OPCODES = 8;
    private static final int LEAST_WHOLE = 4;
    private static final int PROTO = 0x80;
    private static final int STOP = '.';
    private static final String LINES = "FILPSVgp";
    private static final String TWO_LINES = "ci";
    private static final String ONE = "Khq\u0080\u0082";
    private static final String TWO = "M\u0083";
    private static final String FOUR = "Jjr\u0084";
    private static final String EIGHT = "G\u0095";
    private static final String COUNT_ONE = "UC\u008A\u008C";
    private static final String COUNT_FOUR = "TXB\u008B";
    private static final String COUNT_EIGHT = "\u008D\u008E\u0096";
    private static final String BARE =
            "(.012NQRabde}ost)ul]\u0081\u0085\u0086\u0087\u0088\u0089\u008F\u0090\u0091\u0092\u0093\u0094\u0097\u0098";
    private static final Argument[] ARGUMENTS = new Argument[256];

    private enum Argument {
        UNKNOWN,
        BARE,
        ONE,
        TWO,
        FOUR,
        EIGHT,
        COUNT_ONE,
        COUNT_FOUR,
        COUNT_EIGHT,
        LINE,
        TWO_LINES
    }

    static {
        Arrays.fill(ARGUMENTS, Argument.UNKNOWN);
        fill(BARE, Argument.BARE);
        fill(ONE, Argument.ONE);
        fill(TWO, Argument.TWO);
        fill(FOUR, Argument.FOUR);
        fill(EIGHT, Argument.EIGHT);
        fill(COUNT_ONE, Argument.COUNT_ONE);
        fill(COUNT_FOUR, Argument.COUNT_FOUR);
        fill(COUNT_EIGHT, Argument.COUNT_EIGHT);
        fill(LINES, Argument.LINE);
        fill(TWO_LINES, Argument.TWO_LINES);
    }

    private static void fill(String opcodes, Argument argument) {
        for (int i = 0; i < opcodes.length(); i++) {
            ARGUMENTS[opcodes.charAt(i)] = argument;
        }
    }

    private final PickleMachine machine = new PickleMachine();
    private final PickleOpcodes opcodes = new PickleOpcodes(machine);
    private int opcode;
    private int fixed;
    private int fixedRead;
    private boolean counted;
    private int lines;
    private long skip;
    private long number;
    private long hash;
    private long firstLine;
    private int lineLength;
    private long passed;
    private int done;
    private boolean proto;
    private boolean stopped;
    private boolean more;
    private boolean failed;

    /** Whether a payload that begins with this byte can be one. */
    static boolean canBegin(byte first) {
        return first == (byte) PROTO || first == '(' || first == 'c' || first == ']' || first == '}';
    }

    @Override
    public void reset() {
        machine.reset();
        fixed = 0;
        lines = 0;
        skip = 0;
        passed = 0;
        done = 0;
        proto = false;
        stopped = false;
        more = false;
        failed = false;
    }

    @Override
    public void offer(ByteBuffer piece) {
        proto |= passed == 0 && piece.hasRemaining() && piece.get(piece.position()) == (byte) PROTO;
        passed += piece.remaining();
        int at = passed > MOST_BYTES ? piece.limit() : piece.position();
        while (at < piece.limit() && !failed && !stopped) {
            if (skip > 0) {
                at = body(piece, at);
            } else if (fixed > 0) {
                fixed(piece.get(at++));
            } else if (lines > 0) {
                line(piece.get(at++));
            } else {
                opcode(piece.get(at++) & 0xFF);
            }
        }
        more |= at < piece.limit() && stopped;
    }

    @Override
    public boolean isProven() {
        if (failed || passed > MOST_BYTES) {
            return false;
        }
        boolean form = proto || (machine.hasPut() && !more);
        return form && done >= (stopped ? LEAST_WHOLE : LEAST_OPCODES);
    }

    @Override
    public Content end() {
        if (failed || passed > MOST_BYTES) {
            return Content.OPAQUE;
        }
        if (stopped) {
            return machine.outline().whole();
        }
        return isProven() ? machine.outline().broken() : Content.OPAQUE;
    }

    private void opcode(int code) {
        opcode = code;
        number = 0;
        hash = Paths.FNV_OFFSET;
        counted = false;
        switch (ARGUMENTS[code]) {
            case BARE -> execute();
            case ONE -> fixed(1, false);
            case TWO -> fixed(2, false);
            case FOUR -> fixed(4, false);
            case EIGHT -> fixed(8, false);
            case COUNT_ONE -> fixed(1, true);
            case COUNT_FOUR -> fixed(4, true);
            case COUNT_EIGHT -> fixed(8, true);
            case LINE -> lines(1);
            case TWO_LINES -> lines(2);
            default -> failed = true;
        }
    }

    private void fixed(int bytes, boolean isCount) {
        fixed = bytes;
        fixedRead = 0;
        counted = isCount;
    }

    private void fixed(byte b) {
        number |= (b & 0xFFL) << (Byte.SIZE * fixedRead++);
        if (--fixed == 0) {
            if (!counted) {
                execute();
            } else if (number < 0) {
                failed = true;
            } else if (number == 0) {
                execute();
            } else {
                skip = number;
            }
        }
    }

    private int body(ByteBuffer piece, int from) {
        int to = from + (int) Math.min(skip, piece.limit() - from);
        hash = Paths.name(hash, piece, from, to);
        skip -= to - from;
        if (skip == 0) {
            execute();
        }
        return to;
    }

    private void lines(int count) {
        lines = count;
        lineLength = 0;
    }

    private void line(byte b) {
        if (b != '\n') {
            hash = Paths.name(hash, b);
            number = b >= '0' && b <= '9' && number < Integer.MAX_VALUE ? number * 10 + (b - '0') : number;
            lineLength++;
            return;
        }
        failed |= lineLength == 0 && opcode != 'V';
        if (--lines > 0) {
            firstLine = hash;
            hash = Paths.FNV_OFFSET;
            lineLength = 0;
        } else {
            execute();
        }
    }

    private void execute() {
        done++;
        if (opcode == STOP) {
            machine.stop();
            stopped = true;
        } else {
            boolean truth = opcode == 'I' && lineLength == 2 && number <= 1;
            opcodes.execute(opcode, number, truth, hash, firstLine);
        }
        failed |= machine.hasFailed();
    }
}
