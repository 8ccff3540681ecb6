package io.whoset.ui.bundle;

import io.whoset.audit.store.Damage;
import io.whoset.audit.store.PurgeLine;
import io.whoset.ui.api.DamageResource;
import io.whoset.ui.api.Rows;
import io.whoset.ui.http.Json;
import io.whoset.ui.state.AuditSources;
import io.whoset.ui.state.ProcessState;
import io.whoset.ui.state.StateJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** Puts the files of a bundle together. Confined to one thread. */
final class EvidenceBundle {
    private static final String README = """
            whoset evidence: %s
            made %s

            log.jsonl           the lines of the writer log, byte for byte as they were written: %d of %d; the others are no longer in the log
            finding.json        the accusation and what it rests on (where the bundle is about one)
            damage-*.json       keys that held a bad version of a writer, what belongs there, who read them
            purge.txt           the lines that remove those versions from memcached
            gaps.json           what the record of this process lacks
            configuration.json  how whoset was configured, without secrets
            versions.json       what ran
            SHA256SUMS          check with: sha256sum -c SHA256SUMS

            Who wrote which value:  jq -r 'select(.event == "write") | [.ts, .writer, .key, .digest, .verdict] | @tsv' log.jsonl
            A line's verdict is the one that it was written with; a later finding names earlier writes in evidence.writes.
            """;

    private final AuditSources sources;

    EvidenceBundle(AuditSources sources) {
        this.sources = sources;
    }

    byte[] of(Evidence evidence) throws IOException {
        long micros = sources.time().epochMicros(sources.time().nanos());
        Instant made = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        List<byte[]> lines = sources.lines().lines(evidence.ids());
        ZipBundle zip = new ZipBundle(evidence.name(), made);
        zip.add(
                "README.txt",
                README.formatted(
                        evidence.subject(),
                        made.truncatedTo(ChronoUnit.SECONDS),
                        lines.size(),
                        evidence.ids().size()));
        zip.add("log.jsonl", joined(lines));
        if (evidence.finding() != null) {
            zip.add("finding.json", Json.bytes(json -> Rows.finding(json, Objects.requireNonNull(evidence.finding()))));
        }
        damage(zip, evidence.writers());
        state(zip);
        return zip.finish();
    }

    private void damage(ZipBundle zip, List<String> writers) throws IOException {
        StringBuilder purge = new StringBuilder();
        for (int i = 0; i < writers.size(); i++) {
            Damage damage = sources.store().damage(writers.get(i));
            zip.add(
                    "damage-" + (i + 1) + ".json",
                    Json.bytes(json -> DamageResource.write(
                            json, damage, sources.exposure().of(damage.writer()))));
            damage.keys()
                    .forEach(key -> purge.append(PurgeLine.of(
                                    Objects.requireNonNullElse(key.bad().key(), "")))
                            .append('\n'));
        }
        zip.add("purge.txt", purge.toString());
    }

    private void state(ZipBundle zip) throws IOException {
        ProcessState state = sources.state().state();
        zip.add("gaps.json", Json.bytes(json -> {
            json.writeStartObject();
            StateJson.gaps(json, state);
            json.writeEndObject();
        }));
        zip.add("configuration.json", Json.bytes(json -> StateJson.texts(json, state.configuration())));
        zip.add("versions.json", Json.bytes(json -> StateJson.texts(json, state.versions())));
    }

    private static byte[] joined(List<byte[]> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            out.writeBytes(line);
            out.writeBytes("\n".getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }
}
