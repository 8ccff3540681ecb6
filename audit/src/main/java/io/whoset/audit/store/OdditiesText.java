package io.whoset.audit.store;

import io.whoset.forensics.record.Oddity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The store's form of a write's oddities: rule, U+001F, why, U+001E, and so on; null for none. Immutable. */
final class OdditiesText {
    private static final char FIELD = 0x1F;
    private static final char RECORD = 0x1E;

    private OdditiesText() {}

    static @Nullable String of(List<Oddity> oddities) {
        if (oddities.isEmpty()) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (Oddity oddity : oddities) {
            text.append(plain(oddity.rule()))
                    .append(FIELD)
                    .append(plain(oddity.why()))
                    .append(RECORD);
        }
        return text.toString();
    }

    static List<Oddity> parse(@Nullable String text) {
        List<Oddity> oddities = new ArrayList<>();
        int at = 0;
        while (text != null && at < text.length()) {
            int middle = text.indexOf(FIELD, at);
            int end = text.indexOf(RECORD, middle);
            oddities.add(new Oddity(text.substring(at, middle), text.substring(middle + 1, end)));
            at = end + 1;
        }
        return oddities;
    }

    private static String plain(String text) {
        return text.replace(FIELD, ' ').replace(RECORD, ' ');
    }
}
