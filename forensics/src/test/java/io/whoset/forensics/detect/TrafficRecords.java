package io.whoset.forensics.detect;

import io.whoset.forensics.record.Content;
import io.whoset.forensics.record.Format;
import io.whoset.forensics.record.Interval;
import io.whoset.forensics.record.Origin;
import io.whoset.forensics.record.Payload;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.protocol.Key;

/** Single records, each under a key of its own. */
final class TrafficRecords {
    private TrafficRecords() {}

    static WriteRecord of(int number) {
        Payload payload = new Payload(4, Traffic.digest("v" + number), Format.TEXT, Content.OPAQUE, false, "text");
        Origin origin = new Origin("main", "127.0.0.1:11211", "127.0.1.1:5", "127.0.1.1", 1);
        long nanos = number * 1_000_000L;
        return new WriteRecord(
                origin,
                nanos / 1000,
                "set",
                Key.of("user:" + number),
                0L,
                60L,
                payload,
                "STORED",
                100L,
                new Interval(nanos, nanos + 1000));
    }
}
