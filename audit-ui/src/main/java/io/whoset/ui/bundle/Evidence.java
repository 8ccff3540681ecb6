package io.whoset.ui.bundle;

import io.whoset.audit.log.FindingRow;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.WriteQuery;
import io.whoset.audit.store.WriteStore;
import io.whoset.forensics.record.RecordId;
import io.whoset.ui.http.ApiError;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle is about, and which lines of the log belong into it.
 *
 * <p>Immutable.
 *
 * @param name of the bundle's folder
 * @param subject a line for a person
 * @param finding the accusation; null where it is about a key that no finding names
 * @param writers whose bad writes are of interest
 * @param ids of its lines, in their order
 */
record Evidence(String name, String subject, @Nullable FindingRow finding, List<String> writers, List<RecordId> ids) {
    /** An accusation and the writes that prove it. */
    static Evidence of(FindingRow finding) {
        Stream<String> ids = Stream.concat(finding.writes().stream(), Stream.of(finding.id()));
        return new Evidence(
                "whoset-finding-" + finding.id(),
                "finding " + finding.id() + ": " + finding.writer() + ", " + finding.verdict(),
                finding,
                List.of(finding.writer()),
                sorted(ids));
    }

    /** The newest writes of a key, at most 1000, and the findings that named one of them. */
    static Evidence of(WriteStore store, String key) {
        List<WriteRow> writes =
                store.writes(WriteQuery.ofKey(key, WriteQuery.MAX_LIMIT)).items();
        if (writes.isEmpty()) {
            throw new ApiError(404, "no-such-key", "no write of this key is in the store");
        }
        Stream<String> named = writes.stream().flatMap(row -> Stream.ofNullable(row.named()));
        List<String> guilty = writes.stream()
                .filter(row -> row.verdict().equals("stale") || row.verdict().equals("poison"))
                .map(WriteRow::writer)
                .distinct()
                .toList();
        return new Evidence(
                "whoset-key-" + writes.get(0).id(),
                "key " + key + ": its newest " + writes.size() + " writes",
                null,
                guilty,
                sorted(Stream.concat(writes.stream().map(WriteRow::id), named)));
    }

    private static List<RecordId> sorted(Stream<String> ids) {
        return List.copyOf(ids.map(RecordId::parse).collect(java.util.stream.Collectors.toCollection(TreeSet::new)));
    }
}
