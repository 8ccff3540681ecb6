package io.whoset.forensics.payload;

/** What each opcode of a pickle does to the stack. Confined to the connection's event loop. <b>Source</b> CPython, Lib/pickletools.py. */
final class PickleOpcodes {
    private final PickleMachine machine;

    PickleOpcodes(PickleMachine machine) {
        this.machine = machine;
    }

    /** An opcode with what followed it: a number, the hash of a text, and that of the line before it. */
    void execute(int opcode, long number, boolean truth, long hash, long module) {
        switch (opcode) {
            case 'F', 'L', 'J', 'K', 'M', 'G', 0x8A, 0x8B -> machine.leaf(Leaf.NUMBER, 0);
            case 'I' -> machine.leaf(truth ? Leaf.BOOLEAN : Leaf.NUMBER, 0);
            case 0x88, 0x89 -> machine.leaf(Leaf.BOOLEAN, 0);
            case 'N' -> machine.leaf(Leaf.NULL, 0);
            case 'S', 'V', 'T', 'U', 'X', 'B', 'C', 0x8C, 0x8D, 0x8E, 0x96 -> machine.leaf(Leaf.STRING, hash);
            case 0x97 -> machine.leaf(Leaf.STRING, 1);
            case 'P' -> machine.object(0);
            case 0x82, 0x83, 0x84 -> machine.global(number);
            case 'c' -> machine.global(PickleMachine.global(module, hash));
            case 'i' -> machine.makeMarked(PickleMachine.global(module, hash));
            case 'p', 'q', 'r' -> machine.put(number);
            case 'g', 'h', 'j' -> machine.get(number);
            default -> bare(opcode);
        }
    }

    private void bare(int opcode) {
        switch (opcode) {
            case '(' -> machine.mark();
            case '0' -> machine.pop();
            case '1' -> machine.popMarked();
            case '2' -> machine.duplicate();
            case 'Q' -> {
                machine.pop();
                machine.object(0);
            }
            case 'R', 0x81 -> machine.make(1);
            case 0x92 -> machine.make(2);
            case 'o' -> machine.makeMarked(0);
            case 'b' -> machine.build();
            case 'a' -> machine.joinTop(false);
            case 's' -> machine.joinTop(true);
            case 'e', 0x90 -> machine.joinMarked(false);
            case 'u' -> machine.joinMarked(true);
            case 'd' -> machine.wrapMarked(true);
            case 'l', 't', 0x91 -> machine.wrapMarked(false);
            case '}' -> machine.map();
            case ']', ')', 0x8F -> machine.list();
            case 0x85, 0x86, 0x87 -> machine.wrapTop(opcode - 0x84);
            case 0x93 -> machine.stackGlobal();
            case 0x94 -> machine.memoize();
            default -> {
                // PROTO, FRAME and READONLY_BUFFER leave the stack as it is.
            }
        }
    }
}
