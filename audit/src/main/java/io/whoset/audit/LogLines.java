package io.whoset.audit;

import io.whoset.audit.live.LiveBroadcast;
import io.whoset.audit.log.JsonLine;
import io.whoset.audit.log.WriterLog;
import io.whoset.forensics.detect.Judge;
import io.whoset.forensics.record.AuditEvent;
import io.whoset.forensics.record.Bypass;
import io.whoset.forensics.record.Finding;
import io.whoset.forensics.record.Gap;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.Lifecycle;
import io.whoset.forensics.record.RecordId;
import io.whoset.forensics.record.TimeSource;
import io.whoset.forensics.record.WriteRecord;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes log lines of events: judges a write, names it, writes its line and those of the findings that fell with it, and shows them live.
 *
 * <p>Audit thread only.
 *
 * <p><b>Errors</b> a judge that throws is reported once a minute, and its write is logged without a verdict.
 */
final class LogLines {
    private static final Logger log = LoggerFactory.getLogger(LogLines.class);

    private final JsonLine line = new JsonLine();
    private final WriterLog file;
    private final Judge judge;
    private final LiveBroadcast live;
    private final AuditCounters counters;
    private final TimeSource time;
    private RecordId id;
    private final DefectReport defects;

    LogLines(WriterLog file, Judge judge, LiveBroadcast live, AuditCounters counters, TimeSource time) {
        this.file = file;
        this.judge = judge;
        this.live = live;
        this.counters = counters;
        this.time = time;
        this.id = file.lastId();
        this.defects = new DefectReport(log, time);
    }

    void add(AuditEvent event) {
        if (event instanceof WriteRecord write) {
            write(write);
        } else if (event instanceof Gap gap) {
            gap(gap);
        } else if (event instanceof Bypass bypass) {
            bypass(bypass);
        } else if (event instanceof Lifecycle lifecycle) {
            put(lifecycle.kind().name().toLowerCase(Locale.ROOT), "", lifecycle.tsMicros(), line.lifecycle(lifecycle));
        }
    }

    private void write(WriteRecord write) {
        RecordId name = nextId();
        Judgement judgement = judge(name, write);
        if (judgement == null) {
            counters.noteUnjudged();
            put("write", name.toString(), write.tsMicros(), line.unjudged(name, write));
            return;
        }
        counters.write(judgement.verdict());
        put("write", name.toString(), write.tsMicros(), line.write(name, write, judgement));
        for (Finding finding : judgement.findings()) {
            RecordId own = nextId();
            put("finding", own.toString(), finding.tsMicros(), line.finding(own, finding));
        }
    }

    private void gap(Gap gap) {
        try {
            judge.onGap(gap);
        } catch (RuntimeException | Error e) {
            report(e);
        }
        put("gap", "", gap.tsMicros(), line.gap(gap));
    }

    /** Writes that went around whoset are missing here as those of a gap are. */
    private void bypass(Bypass bypass) {
        try {
            judge.onBypass(bypass);
        } catch (RuntimeException | Error e) {
            report(e);
        }
        if (bypass.writes() > 0) {
            String reason = "writes reached " + bypass.upstream() + " around whoset, seen by the bypass check of route "
                    + bypass.route() + ": nothing is known of them but their number";
            tell(new Gap(bypass.tsMicros(), bypass.writes(), reason, bypass.fromMicros(), bypass.tsMicros(), null));
        }
    }

    /** The line of a gap that is nothing to judge by. */
    void tell(Gap gap) {
        put("gap", "", gap.tsMicros(), line.gap(gap));
    }

    private @Nullable Judgement judge(RecordId name, WriteRecord write) {
        try {
            return judge.judge(name, write);
        } catch (RuntimeException | Error e) {
            report(e);
            return null;
        }
    }

    private void put(String event, String name, long tsMicros, JsonLine encoded) {
        file.append(encoded.bytes(), tsMicros);
        counters.line(event);
        live.publish(event, name, encoded::text);
    }

    private RecordId nextId() {
        id = id.next(time.epochMicros(time.nanos()));
        return id;
    }

    private void report(Throwable failure) {
        defects.tell(
                "a write or gap could not be judged and is logged without a verdict, report this as a defect", failure);
    }
}
