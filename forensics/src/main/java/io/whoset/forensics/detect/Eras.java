package io.whoset.forensics.detect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The forms (type and structure) that a family's values had, and who wrote each from when until when.
 *
 * <p><b>Units, bounds</b> 16 forms, the first ones; 64 writers a form; about 100 bytes a form and writer. What finds no place proves nothing.
 *
 * <p>Audit thread only.
 */
final class Eras {
    private static final int MAX_FORMS = 16;
    private static final int MAX_WRITERS = 64;
    private static final int LEAST_ADOPTERS = 2;
    private static final long LEAST_SILENCE_MICROS = 6_000_000;

    /** From when until when a writer wrote a form. */
    static final class Span {
        private final long first;
        private long last;

        Span(long micros) {
            first = micros;
            last = micros;
        }
    }

    private final Map<Long, Map<String, Span>> forms = new HashMap<>(2);
    private long stores;

    /** A store of a healthy value, which most often has the form of its writer's last one. */
    void onStore(Sighting store, Seat seat) {
        stores++;
        long form = store.form();
        if (seat.span == null || seat.form != form) {
            seat.span = span(store, form);
            seat.form = form;
        }
        Span span = seat.span;
        if (span != null) {
            span.last = Math.max(span.last, store.micros());
        }
    }

    /** From when until when a writer wrote a form; null where there is no room for it. */
    private @Nullable Span span(Sighting store, long form) {
        Map<String, Span> writers = forms.get(form);
        if (writers == null && forms.size() < MAX_FORMS) {
            writers = new HashMap<>(4);
            forms.put(form, writers);
        }
        Span span = writers == null ? null : writers.get(store.writer());
        if (writers != null && span == null && writers.size() < MAX_WRITERS) {
            span = new Span(store.micros());
            writers.put(store.writer(), span);
        }
        return span;
    }

    /** How many healthy stores there were. */
    long stores() {
        return stores;
    }

    /** Whether nobody but this writer ever wrote a form, and it never wrote another one here. */
    boolean isOnlyOf(String writer, long form) {
        for (Map.Entry<Long, Map<String, Span>> known : forms.entrySet()) {
            boolean writes = known.getValue().containsKey(writer);
            boolean same = known.getKey() == form;
            if (same ? known.getValue().size() > (writes ? 1 : 0) : writes) {
                return false;
            }
        }
        return true;
    }

    /** Whether one form came after another. */
    boolean isSuccessor(long newer, long older) {
        Map<String, Span> after = forms.get(newer);
        Map<String, Span> before = forms.get(older);
        return after != null && before != null && newer != older && first(after) > first(before);
    }

    /**
     * Whether a writer still writes a form that nearly all others have left for another one, and everything has been quiet since for longer than
     * the whole change took. The ratio has no clock in it: it holds for eight seconds and for eight hours.
     */
    boolean isLaggard(Sighting store, long newer) {
        Map<String, Span> after = forms.get(newer);
        if (after == null || !isBehind(store, newer)) {
            return false;
        }
        List<Long> adoptions = new ArrayList<>();
        after.values().forEach(span -> adoptions.add(span.first));
        Collections.sort(adoptions);
        long rollout = adoptions.get(Math.min(adoptions.size() - 1, adoptions.size() * 9 / 10)) - adoptions.get(0);
        long silence = store.micros() - adoptions.get(adoptions.size() - 1);
        return silence > Math.max(LEAST_SILENCE_MICROS, rollout + rollout / 2);
    }

    /** Whether a writer still writes a form that nearly all others have left by now; a rollout may be going on. */
    boolean isBehind(Sighting store, long newer) {
        Map<String, Span> after = forms.get(newer);
        Map<String, Span> before = forms.get(store.form());
        return after != null
                && before != null
                && isSuccessor(newer, store.form())
                && !after.containsKey(store.writer())
                && isLeft(before, after, store.writer());
    }

    /** Whether nine of ten others that wrote the old form since the new one appeared write the new one now. */
    private static boolean isLeft(Map<String, Span> before, Map<String, Span> after, String except) {
        int left = 0;
        int stay = 0;
        for (Map.Entry<String, Span> old : before.entrySet()) {
            Span now = after.get(old.getKey());
            if (old.getKey().equals(except)) {
                continue;
            }
            if (now != null && now.last > old.getValue().last) {
                left++;
            } else if (now != null || old.getValue().last >= first(after)) {
                stay++;
            }
        }
        return left >= LEAST_ADOPTERS && left >= 9 * stay;
    }

    private static long first(@Nullable Map<String, Span> writers) {
        long first = Long.MAX_VALUE;
        for (Span span : writers == null ? List.<Span>of() : writers.values()) {
            first = Math.min(first, span.first);
        }
        return first;
    }
}
