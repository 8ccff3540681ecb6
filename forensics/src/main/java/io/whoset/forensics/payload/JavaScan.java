package io.whoset.forensics.payload;

import io.whoset.forensics.payload.JavaTasks.Task;
import io.whoset.forensics.record.Content;
import java.nio.ByteBuffer;

/*
 * The stream describes each class when it first comes: name, serialVersionUID, fields. These descriptions are the shape, whatever their order and
 * wherever they stand. Classes of Java's own library are left out, as which list or map it is may be a matter of its length; where there are no
 * others, that is the shape. Values are skipped by the types of the fields.
 *
 * A class that writes itself (SC_WRITE_METHOD) need not write its fields. Where one outside of Java's own library does so and has fields, the walk may
 * have lost its way: then nothing is called broken.
 */
/**
 * Scans a Java serialization stream. No class is ever loaded.
 *
 * <p><b>Units, bounds</b> those of {@link JavaClasses} and {@link JavaTasks}.
 *
 * <p>Confined to the connection's event loop. <b>Source</b> Java Object Serialization Specification, 6.4.
 */
final class JavaScan implements Scan {
    private static final long FIRST_HANDLE = 0x7E0000;
    private static final int WRITE_METHOD = 1;
    private static final int SERIALIZABLE = 2;
    private static final int EXTERNALIZABLE = 4;
    private static final int BLOCK_DATA = 8;
    private static final long LIBRARY = 0x6A617661L;
    private static final long JAVA = 0x6A6176612EL;
    private static final long JAVAX = 0x6A61766178L;
    private static final int PREFIX = 5;

    private enum Unit {
        MAGIC,
        TYPE,
        NAME_LENGTH,
        NAME,
        UID,
        HOW,
        FIELD_COUNT,
        FIELD_TYPE,
        FIELD_NAME_LENGTH,
        FIELD_NAME,
        HANDLE,
        LENGTH,
        SKIP,
        ARRAY_SIZE,
        DONE,
        FAILED
    }

    private final Outline outline = new Outline();
    private final JavaClasses classes = new JavaClasses();
    private final JavaTasks tasks = new JavaTasks();
    private Unit unit = Unit.MAGIC;
    private int missing;
    private long number;
    private long skip;
    private long hash;
    private long handle;
    private long passed;
    private long description;
    private long prefix;
    private int nameAt;
    private int arrayOf;
    private int current;
    private int fieldType;
    private int described;
    private boolean annotation;
    private boolean own;
    private boolean doubtful;
    private boolean foreign;

    @Override
    public void reset() {
        outline.clear();
        classes.clear();
        tasks.clear();
        tasks.push(Task.CONTENT);
        handle = FIRST_HANDLE;
        passed = 0;
        skip = 0;
        described = 0;
        current = JavaClasses.NONE;
        doubtful = false;
        foreign = false;
        number(Unit.MAGIC, 4);
    }

    @Override
    public void offer(ByteBuffer piece) {
        passed += piece.remaining();
        int at = passed > MOST_BYTES ? piece.limit() : piece.position();
        while (at < piece.limit() && unit.compareTo(Unit.DONE) < 0) {
            if (skip > 0) {
                at = body(piece, at);
            } else {
                number = (number << Byte.SIZE) | (piece.get(at++) & 0xFF);
                if (--missing == 0) {
                    read();
                }
            }
        }
    }

    @Override
    public boolean isProven() {
        return described > 0;
    }

    @Override
    public Content end() {
        if (passed > MOST_BYTES || unit == Unit.FAILED) {
            return Content.OPAQUE;
        }
        if (unit == Unit.DONE) {
            if (!foreign) {
                outline.mark(LIBRARY);
            }
            return outline.whole();
        }
        return described > 0 && !doubtful ? outline.broken() : Content.OPAQUE;
    }

    private void number(Unit then, int bytes) {
        unit = then;
        missing = bytes;
        number = 0;
    }

    private void text(Unit then, long length) {
        unit = then;
        skip = length;
        hash = Paths.FNV_OFFSET;
        nameAt = 0;
        prefix = 0;
        arrayOf = 0;
        if (length == 0) {
            bodyEnded();
        }
    }

    private void skip(long bytes) {
        if (bytes > 0) {
            unit = Unit.SKIP;
            skip = bytes;
        } else {
            next();
        }
    }

    private int body(ByteBuffer piece, int from) {
        int to = from + (int) Math.min(skip, piece.limit() - from);
        if (unit != Unit.SKIP) {
            for (int at = from; at < to && nameAt < PREFIX; at++, nameAt++) {
                prefix = (prefix << Byte.SIZE) | (piece.get(at) & 0xFF);
                arrayOf = nameAt == 1 && prefix >> Byte.SIZE == '[' ? piece.get(at) : arrayOf;
            }
            hash = Paths.name(hash, piece, from, to);
        }
        skip -= to - from;
        if (skip == 0) {
            bodyEnded();
        }
        return to;
    }

    private void bodyEnded() {
        switch (unit) {
            case NAME -> {
                own = prefix == JAVA || prefix == JAVAX || arrayOf != 0;
                description = hash;
                number(Unit.UID, Long.BYTES);
            }
            case FIELD_NAME -> {
                description += ShapeSet.mix(hash + fieldType);
                if (fieldType == 'L' || fieldType == '[') {
                    tasks.push(Task.CONTENT);
                }
                next();
            }
            default -> next();
        }
    }

    private void fail() {
        unit = Unit.FAILED;
    }

    /** A number has been read. */
    private void read() {
        switch (unit) {
            case MAGIC -> next();
            case TYPE -> type((int) number);
            case NAME_LENGTH -> text(Unit.NAME, number);
            case UID -> uid();
            case HOW -> how();
            case FIELD_COUNT -> {
                tasks.push(Task.FIELDS, current, (int) number);
                next();
            }
            case FIELD_TYPE -> field();
            case FIELD_NAME_LENGTH -> text(Unit.FIELD_NAME, number);
            case HANDLE -> {
                current = classes.byHandle(number);
                next();
            }
            case LENGTH -> skip(number);
            case ARRAY_SIZE -> array();
            default -> fail();
        }
        if (tasks.hasOverflown()) {
            fail();
        }
    }

    private void type(int type) {
        switch (type) {
            case 0x70 -> {
                current = JavaClasses.NONE;
                next();
            }
            case 0x71 -> number(Unit.HANDLE, 4);
            case 0x72 -> number(Unit.NAME_LENGTH, 2);
            case 0x73 -> described(Task.OBJECT);
            case 0x74 -> string(2);
            case 0x75 -> described(Task.ARRAY);
            case 0x76 -> described(Task.CLASS);
            case 0x77 -> number(Unit.LENGTH, 1);
            case 0x78 -> endOfAnnotation();
            case 0x7A -> number(Unit.LENGTH, 4);
            case 0x7C -> string(Long.BYTES);
            case 0x7E -> described(Task.ENUM);
            default -> fail();
        }
    }

    private void described(Task task) {
        tasks.push(task);
        tasks.push(Task.CONTENT);
        next();
    }

    private void string(int lengthBytes) {
        handle++;
        number(Unit.LENGTH, lengthBytes);
    }

    private void endOfAnnotation() {
        if (annotation) {
            tasks.pop();
            next();
        } else {
            fail();
        }
    }

    private void uid() {
        description += ShapeSet.mix(number);
        current = classes.begin(handle++);
        if (current == JavaClasses.NONE) {
            fail();
        } else {
            number(Unit.HOW, 1);
        }
    }

    private void how() {
        classes.is(current, (int) number, arrayOf);
        tasks.push(Task.PARENT, current, 0);
        tasks.push(Task.CONTENT);
        tasks.push(Task.ANNOTATION);
        number(Unit.FIELD_COUNT, 2);
    }

    private void field() {
        fieldType = (int) number;
        if (classes.field(current, (byte) fieldType) && size(fieldType) >= 0) {
            number(Unit.FIELD_NAME_LENGTH, 2);
        } else {
            fail();
        }
    }

    /** Bytes of a value, 0 of what is a content of its own, negative of what does not exist. */
    private static int size(int type) {
        return switch (type) {
            case 'B', 'Z' -> 1;
            case 'C', 'S' -> 2;
            case 'I', 'F' -> 4;
            case 'J', 'D' -> 8;
            case 'L', '[' -> 0;
            default -> -1;
        };
    }

    /** Goes to the next number or bytes that are to be read. */
    private void next() {
        unit = Unit.SKIP;
        while (unit == Unit.SKIP && skip == 0 && !tasks.hasOverflown()) {
            if (tasks.isEmpty()) {
                unit = Unit.DONE;
            } else {
                begin(tasks.pop());
            }
        }
    }

    private void begin(Task task) {
        int of = tasks.subject();
        int count = tasks.number();
        switch (task) {
            case CONTENT -> content(false);
            case ANNOTATION -> {
                tasks.push(Task.ANNOTATION);
                content(true);
            }
            case PARENT -> endOfClass(of);
            case FIELDS -> fields(of, count);
            case OBJECT -> object();
            case DATA -> data(of, count);
            case ARRAY -> {
                handle++;
                number(Unit.ARRAY_SIZE, 4);
            }
            case ELEMENTS -> elements(count);
            case CLASS -> handle++;
            case ENUM -> {
                handle++;
                tasks.push(Task.CONTENT);
            }
        }
    }

    private void content(boolean inAnnotation) {
        annotation = inAnnotation;
        number(Unit.TYPE, 1);
    }

    private void fields(int of, int count) {
        current = of;
        if (count > 0) {
            tasks.push(Task.FIELDS, of, count - 1);
            number(Unit.FIELD_TYPE, 1);
            return;
        }
        described++;
        boolean fieldless = classes.firstField(of) == classes.endField(of);
        doubtful |= !own && (classes.flags(of) & WRITE_METHOD) != 0 && !fieldless;
        if (!own) {
            foreign = true;
            outline.mark(ShapeSet.mix(description));
        }
    }

    private void endOfClass(int type) {
        if (current == type) {
            fail();
            return;
        }
        classes.parent(type, current);
        current = type;
    }

    private void object() {
        handle++;
        int depth = 0;
        for (int type = current; type != JavaClasses.NONE && depth < JavaClasses.MOST; type = classes.parent(type)) {
            tasks.push(Task.DATA, type, classes.firstField(type));
            depth++;
        }
        if (depth == 0 || depth == JavaClasses.MOST) {
            fail();
        }
    }

    private void data(int type, int from) {
        int flags = classes.flags(type);
        if ((flags & EXTERNALIZABLE) != 0) {
            if ((flags & BLOCK_DATA) != 0) {
                tasks.push(Task.ANNOTATION);
            } else {
                fail();
            }
            return;
        }
        int at = from;
        long bytes = 0;
        while (at < classes.endField(type) && size(classes.fieldType(at)) > 0) {
            bytes += size(classes.fieldType(at++));
        }
        if (at < classes.endField(type)) {
            tasks.push(Task.DATA, type, at + 1);
            tasks.push(Task.CONTENT);
        } else if ((flags & WRITE_METHOD) != 0) {
            tasks.push(Task.ANNOTATION);
        }
        skip = (flags & SERIALIZABLE) == 0 ? 0 : bytes;
    }

    private void array() {
        int of = current == JavaClasses.NONE ? -1 : size(classes.elementOf(current));
        if (of < 0 || number > MOST_BYTES) {
            fail();
        } else if (of > 0) {
            skip(of * number);
        } else {
            tasks.push(Task.ELEMENTS, 0, (int) number);
            next();
        }
    }

    private void elements(int count) {
        if (count > 0) {
            tasks.push(Task.ELEMENTS, 0, count - 1);
            tasks.push(Task.CONTENT);
        }
    }
}
