package io.whoset.app.analyze;

import io.whoset.audit.log.JsonLine;
import io.whoset.forensics.detect.Judge;
import io.whoset.forensics.detect.UserRule;
import io.whoset.forensics.record.AuditEvent;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.Verdict;
import io.whoset.forensics.record.WriteRecord;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Judges what the evidence tells, and prints it: accusations as they fall and a summary, or the lines of a log. Confined to one thread. */
final class Analysis {
    private final Judge judge;
    private final PrintWriter out;
    private final boolean json;
    private final JsonLine line = new JsonLine();
    private final Map<UserRule, Hits> rules = new LinkedHashMap<>();
    private final Set<String> writers = new TreeSet<>();
    private final Set<String> accused = new TreeSet<>();
    private RecordId id = new RecordId(0);
    private long writes;
    private long odd;
    private long gaps;

    Analysis(Judge judge, List<UserRule> rules, PrintWriter out, boolean json) {
        this.judge = judge;
        this.out = out;
        this.json = json;
        rules.forEach(rule -> this.rules.put(rule, new Hits()));
    }

    /** What one rule would have hit. */
    private static final class Hits {
        private final Set<String> writers = new TreeSet<>();
        private long writes;
        private String first = "";
    }

    /** The next event, whose name in the evidence is not known. */
    void add(AuditEvent event) {
        if (event instanceof WriteRecord write) {
            write(id.next(write.tsMicros()), write);
        } else if (event instanceof Gap gap) {
            gap(gap);
        }
    }

    /** The next write, as a log names it. */
    void write(RecordId name, WriteRecord write) {
        id = name;
        Judgement judgement = judge.judge(name, write);
        writes++;
        odd += judgement.verdict() == Verdict.CLEAN ? 0 : 1;
        writers.add(write.origin().writer());
        rules.forEach((rule, hits) -> count(rule, hits, name, write));
        if (json) {
            print(line.write(name, write, judgement));
        }
        judgement.findings().forEach(this::finding);
    }

    private static void count(UserRule rule, Hits hits, RecordId name, WriteRecord write) {
        if (rule.matches(write)) {
            hits.writes++;
            hits.writers.add(write.origin().writer());
            hits.first = hits.first.isEmpty() ? name.toString() : hits.first;
        }
    }

    private void finding(Finding finding) {
        if (finding.verdict() == Verdict.CLEAN) {
            accused.remove(finding.writer());
        } else {
            accused.add(finding.writer());
        }
        if (json) {
            id = id.next(finding.tsMicros());
            print(line.finding(id, finding));
            return;
        }
        out.println((finding.verdict() == Verdict.CLEAN ? "CLEARED  " : "ACCUSED  ") + finding.writer() + "   "
                + finding.verdict().word() + ", rule " + finding.rule());
        out.println("         " + finding.why());
        if (!finding.keys().isEmpty()) {
            out.println("         keys: " + String.join(", ", finding.keys()));
        }
    }

    private void gap(Gap gap) {
        gaps++;
        judge.onGap(gap);
        if (json) {
            print(line.gap(gap));
        } else {
            String peer = gap.origin() == null ? "" : " (" + gap.origin().peer() + ")";
            out.println("GAP      " + gap.reason() + peer);
        }
    }

    private void print(JsonLine encoded) {
        out.println(encoded.text().strip());
        out.flush();
    }

    /** What it comes to. */
    void summary() {
        if (json) {
            return;
        }
        rules.forEach((rule, hits) -> out.println("RULE     " + rule.name() + ": " + hits.writes + " writes"
                + (hits.writes == 0 ? "" : " by " + String.join(", ", hits.writers) + ", the first is " + hits.first)));
        out.println(writes + " writes by " + writers.size() + " writers, " + odd + " of them odd, " + gaps
                + " gaps; accused: " + (accused.isEmpty() ? "nobody" : String.join(", ", accused)));
        out.flush();
    }
}
