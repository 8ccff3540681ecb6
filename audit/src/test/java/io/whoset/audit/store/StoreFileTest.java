package io.whoset.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.whoset.audit.ManualTime;
import io.whoset.audit.Samples;
import io.whoset.audit.log.JsonLine;
import io.whoset.audit.log.LogPosition;
import io.whoset.forensics.record.Judgement;
import io.whoset.forensics.record.RecordId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreFileTest {
    @TempDir
    private Path dir;

    private static RowBatch batch() {
        RowBatch batch = new RowBatch();
        JsonLine line = new JsonLine();
        line.write(new RecordId(7), Samples.set("k", "web-1", ManualTime.START_MICROS), Judgement.CLEAN);
        batch.add(line.text().getBytes(StandardCharsets.UTF_8));
        return batch;
    }

    @Test
    void add_whosePositionCannotBeKept_addsNoRowsEither() throws Exception {
        try (StoreFile store = StoreFile.open(dir.resolve("store.duckdb"), 64);
                Statement sql = store.connect().createStatement()) {
            store.add(batch(), new LogPosition("head", 100));
            sql.execute("ALTER TABLE meta RENAME TO elsewhere");
            assertThatThrownBy(() -> store.add(batch(), new LogPosition("head", 200)))
                    .isInstanceOf(SQLException.class);

            sql.execute("ALTER TABLE elsewhere RENAME TO meta");
            assertThat(count(sql)).isEqualTo(1);
            assertThat(store.position()).isEqualTo(new LogPosition("head", 100));
            store.add(batch(), new LogPosition("head", 200));
            assertThat(count(sql)).isEqualTo(2);
        }
    }

    private static long count(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("SELECT count(*) FROM writes")) {
            row.next();
            return row.getLong(1);
        }
    }
}
