package io.whoset.forensics.payload;

/**
 * What is left to be read of a Java stream, the next first: a stack of tasks with two numbers each.
 *
 * <p><b>Units, bounds</b> 256 tasks, which are some 80 objects within each other.
 *
 * <p>Confined to the connection's event loop.
 */
final class JavaTasks {
    private static final int MOST = 256;

    /** What is to be read. */
    enum Task {
        CONTENT,
        ANNOTATION,
        PARENT,
        FIELDS,
        OBJECT,
        DATA,
        ARRAY,
        ELEMENTS,
        CLASS,
        ENUM
    }

    private final Task[] tasks = new Task[MOST];
    private final int[] subject = new int[MOST];
    private final int[] number = new int[MOST];
    private int size;
    private boolean overflown;

    void clear() {
        size = 0;
        overflown = false;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether one found no place. */
    boolean hasOverflown() {
        return overflown;
    }

    void push(Task task, int of, int count) {
        if (size == MOST) {
            overflown = true;
            return;
        }
        tasks[size] = task;
        subject[size] = of;
        number[size] = count;
        size++;
    }

    void push(Task task) {
        push(task, 0, 0);
    }

    /** Takes the next one away; {@link #subject} and {@link #number} are its. */
    Task pop() {
        return tasks[--size];
    }

    int subject() {
        return subject[size];
    }

    int number() {
        return number[size];
    }
}
