package io.whoset.ui;

import io.whoset.audit.log.FindingRow;
import io.whoset.audit.log.RowJson;
import io.whoset.audit.log.WriteRow;
import io.whoset.audit.store.Damage;
import io.whoset.audit.store.FindingQuery;
import io.whoset.audit.store.KeyRow;
import io.whoset.audit.store.Page;
import io.whoset.audit.store.RatePoint;
import io.whoset.audit.store.RateQuery;
import io.whoset.audit.store.StoreException;
import io.whoset.audit.store.WriteMatch;
import io.whoset.audit.store.WriteQuery;
import io.whoset.audit.store.WriteStore;
import io.whoset.audit.store.WriterRow;
import io.whoset.forensics.record.RecordId;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store in memory, with the rules of the real one. Safe for many threads. */
public final class SampleStore implements WriteStore {
    private final List<WriteRow> rows = new CopyOnWriteArrayList<>();
    private final List<FindingRow> findings = new CopyOnWriteArrayList<>();

    private volatile boolean broken;

    /** Forgets everything, and works again. */
    public void clear() {
        rows.clear();
        findings.clear();
        broken = false;
    }

    /** Adds the newest write. */
    public void add(WriteRow row) {
        rows.add(row);
    }

    /** Adds the newest accusation. */
    public void add(FindingRow finding) {
        findings.add(0, finding);
    }

    /** From now on it cannot say who writes. */
    public void breakDown() {
        broken = true;
    }

    @Override
    public List<WriterRow> writers() {
        if (broken) {
            throw new StoreException("cannot read the index", new IllegalStateException("innards"));
        }
        return rows.stream()
                .map(WriteRow::writer)
                .distinct()
                .map(this::row)
                .sorted(Comparator.comparing((WriterRow w) -> w.findings().isEmpty())
                        .thenComparing(Comparator.comparing(WriterRow::writes).reversed()))
                .toList();
    }

    private WriterRow row(String writer) {
        List<WriteRow> own =
                rows.stream().filter(r -> r.writer().equals(writer)).toList();
        Map<String, Long> verdicts =
                own.stream().collect(Collectors.groupingBy(WriteRow::verdict, TreeMap::new, Collectors.counting()));
        List<FindingRow> against =
                findings.stream().filter(f -> f.writer().equals(writer)).toList();
        String verdict = !against.isEmpty()
                ? against.get(0).verdict()
                : verdicts.keySet().equals(Set.of("clean")) ? "clean" : "suspect";
        return new WriterRow(
                writer,
                own.size(),
                own.stream().map(WriteRow::key).distinct().count(),
                own.stream().mapToLong(r -> r.bytes() == null ? 0 : r.bytes()).sum(),
                verdicts,
                own.get(0).tsMicros(),
                own.get(own.size() - 1).tsMicros(),
                verdict,
                own.stream().map(WriteRow::peer).distinct().limit(10).toList(),
                against);
    }

    @Override
    public Damage damage(String writer) {
        List<WriteRow> bad = rows.stream()
                .filter(row -> row.writer().equals(writer) && row.verdict().equals("poison"))
                .toList();
        List<Damage.Damaged> keys = bad.stream()
                .map(row -> new Damage.Damaged(row, good(row), row.tsMicros() + 300_000_000))
                .toList();
        return new Damage(
                writer,
                bad.isEmpty() ? 0 : bad.get(0).tsMicros(),
                bad.isEmpty() ? 0 : bad.get(bad.size() - 1).tsMicros(),
                bad.size(),
                keys,
                false);
    }

    private @Nullable WriteRow good(WriteRow bad) {
        return rows.stream()
                .filter(row -> row.verdict().equals("clean") && Objects.equals(row.key(), bad.key()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Optional<WriterRow> writer(String writer) {
        return writers().stream().filter(w -> w.writer().equals(writer)).findFirst();
    }

    @Override
    public Page<WriteRow> writes(WriteQuery q) {
        List<WriteRow> matching = rows.stream()
                .sorted(Comparator.comparing(WriteRow::id).reversed())
                .filter(new WriteMatch(q))
                .limit(q.limit() + 1L)
                .toList();
        boolean more = matching.size() > q.limit();
        List<WriteRow> items = more ? matching.subList(0, q.limit()) : matching;
        return new Page<>(items, more ? items.get(items.size() - 1).id() : null);
    }

    private static boolean is(@Nullable String wanted, @Nullable String saw) {
        return wanted == null || wanted.equals(saw);
    }

    @Override
    public List<WriteRow> writes(List<RecordId> ids) {
        return rows.stream()
                .filter(row -> ids.contains(RecordId.parse(row.id())))
                .sorted(Comparator.comparing(WriteRow::id).reversed())
                .toList();
    }

    @Override
    public List<KeyRow> keys(String prefix, int limit) {
        Map<String, List<WriteRow>> byKey = rows.stream()
                .filter(row -> row.key() != null && row.key().startsWith(prefix))
                .collect(Collectors.groupingBy(row -> String.valueOf(row.key())));
        return byKey.entrySet().stream()
                .map(entry -> keyRow(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(KeyRow::lastMicros).reversed())
                .limit(limit)
                .toList();
    }

    private static KeyRow keyRow(String key, List<WriteRow> writes) {
        WriteRow last = writes.get(writes.size() - 1);
        long bad = writes.stream().filter(w -> w.verdict().equals("poison")).count();
        long writers = writes.stream().map(WriteRow::writer).distinct().count();
        return new KeyRow(key, writes.size(), writers, bad, last.tsMicros(), last.writer(), last.verdict());
    }

    @Override
    public Page<FindingRow> findings(FindingQuery q) {
        List<FindingRow> matching = findings.stream()
                .filter(f -> is(q.writer(), f.writer()))
                .filter(f -> q.fromMicros() == null || f.tsMicros() >= q.fromMicros())
                .filter(f -> q.toMicros() == null || f.tsMicros() < q.toMicros())
                .filter(f -> q.cursor() == null || f.id().compareTo(q.cursor()) < 0)
                .limit(q.limit() + 1L)
                .toList();
        boolean more = matching.size() > q.limit();
        List<FindingRow> items = more ? matching.subList(0, q.limit()) : matching;
        return new Page<>(items, more ? items.get(items.size() - 1).id() : null);
    }

    @Override
    public Optional<FindingRow> finding(RecordId id) {
        return findings.stream().filter(f -> f.id().equals(id.toString())).findFirst();
    }

    @Override
    public List<RatePoint> rates(RateQuery q) {
        Map<Long, Map<String, Long>> counts = rows.stream()
                .filter(new WriteMatch(q.of()))
                .filter(r -> r.tsMicros() >= q.from() * 1_000_000 && r.tsMicros() < q.to() * 1_000_000)
                .collect(Collectors.groupingBy(
                        r -> r.tsMicros() / 1_000_000 / q.step() * q.step(),
                        TreeMap::new,
                        Collectors.groupingBy(WriteRow::writer, TreeMap::new, Collectors.counting())));
        return counts.entrySet().stream()
                .flatMap(bucket -> points(bucket.getKey(), bucket.getValue()))
                .toList();
    }

    private static Stream<RatePoint> points(long second, Map<String, Long> writers) {
        return writers.entrySet().stream().map(w -> new RatePoint(second, w.getKey(), w.getValue()));
    }

    /** The lines of a log that it would come from. */
    List<String> logLines() throws IOException {
        TreeMap<String, String> lines = new TreeMap<>();
        for (WriteRow row : rows) {
            lines.put(row.id(), RowJson.line(row));
        }
        for (FindingRow row : findings) {
            lines.put(
                    row.id(),
                    "{\"v\":1,\"event\":\"finding\",\"id\":\"" + row.id() + "\",\"writer\":\"" + row.writer() + "\"}");
        }
        return List.copyOf(lines.values());
    }

    @Override
    public long sinceMicros() {
        return rows.isEmpty() ? 0 : rows.get(0).tsMicros();
    }
}
