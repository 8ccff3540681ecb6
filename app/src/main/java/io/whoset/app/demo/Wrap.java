package io.whoset.app.demo;

import java.util.ArrayList;
import java.util.List;

/** Breaks a sentence into lines at its blanks. Immutable. */
final class Wrap {
    private Wrap() {}

    /** Lines of at most so many characters, where no word is longer. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
