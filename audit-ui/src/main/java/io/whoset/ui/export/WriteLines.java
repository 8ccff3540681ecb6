package io.whoset.ui.export;

import io.whoset.audit.log.RowJson;
import io.whoset.audit.log.Timestamps;
import io.whoset.audit.log.WriteRow;
import io.whoset.forensics.record.Oddity;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Writes as lines of a file, in one of two forms. Immutable. */
enum WriteLines {
    /** As the log has them, one JSON object a line. */
    JSONL("application/x-ndjson") {
        @Override
        String head() {
            return "";
        }

        @Override
        String line(WriteRow row) throws IOException {
            return RowJson.line(row) + "\n";
        }
    },
    /** For a spreadsheet. */
    CSV("text/csv; charset=utf-8; header=present") {
        @Override
        String head() {
            return CsvLine.of(List.of(
                    "ts",
                    "id",
                    "route",
                    "upstream",
                    "peer",
                    "writer",
                    "conn",
                    "process",
                    "cmd",
                    "key",
                    "flags",
                    "exptime",
                    "bytes",
                    "digest",
                    "format",
                    "shape",
                    "partial",
                    "outcome",
                    "rtt_us",
                    "verdict",
                    "named",
                    "findings",
                    "preview"));
        }

        @Override
        String line(WriteRow row) {
            return CsvLine.of(Arrays.asList(
                    Timestamps.text(row.tsMicros()),
                    row.id(),
                    row.route(),
                    row.upstream(),
                    row.peer(),
                    row.writer(),
                    row.conn(),
                    row.process(),
                    row.cmd(),
                    row.key(),
                    row.flags(),
                    row.exptime(),
                    row.bytes(),
                    row.digest(),
                    row.format(),
                    row.shape(),
                    row.partial(),
                    row.outcome(),
                    row.rttUs(),
                    row.verdict(),
                    row.named(),
                    findings(row),
                    row.preview()));
        }
    };

    private final String type;

    WriteLines(String type) {
        this.type = type;
    }

    /** Media type of the file. */
    String type() {
        return type;
    }

    /** What stands before all rows. */
    abstract String head();

    /** One row with its line end. */
    abstract String line(WriteRow row) throws IOException;

    private static String findings(WriteRow row) {
        return row.findings().stream().map(Oddity::rule).collect(Collectors.joining(" "));
    }
}
