package io.whoset.forensics.record;

import org.jspecify.annotations.Nullable;

/**
 * The process at the other end of a connection from this machine, once it is found: {@code 4711 php-fpm}.
 *
 * <p><b>Units, bounds</b> the text has at most 64 characters and nothing that moves a terminal's cursor or turns its text around.
 *
 * <p>Safe for many threads: found once by one, read by others.
 */
public final class PeerProcess {
    /** Of a connection whose process nobody looks for; it stays unknown. */
    public static final PeerProcess NONE = new PeerProcess();

    private static final int MAX_CHARS = 64;

    private volatile @Nullable String text;

    /** Not known yet. */
    public PeerProcess() {}

    /**
     * It is found.
     *
     * @param command the process' name for itself, any text
     */
    public void found(int pid, String command) {
        if (this == NONE) {
            throw new IllegalStateException("the process of a connection whose process nobody looks for");
        }
        StringBuilder shown = new StringBuilder().append(pid).append(' ');
        command.codePoints()
                .map(code -> isShown(code) ? code : '?')
                .takeWhile(code -> shown.length() + Character.charCount(code) <= MAX_CHARS)
                .forEachOrdered(shown::appendCodePoint);
        text = shown.toString();
    }

    private static boolean isShown(int code) {
        return switch (Character.getType(code)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Process id, space and command; null where it is not known, or not yet. */
    public @Nullable String text() {
        return text;
    }

    @Override
    public String toString() {
        String known = text;
        return known == null ? "unknown" : known;
    }
}
