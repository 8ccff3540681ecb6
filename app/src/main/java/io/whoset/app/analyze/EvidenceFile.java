package io.whoset.app.analyze;

import io.whoset.audit.log.WriteRow;
import io.whoset.audit.log.WriterLogReader;
import io.whoset.forensics.attribution.AssemblerSettings;
import io.whoset.forensics.attribution.WriterNames;
import io.whoset.forensics.evidence.CaptureReader;
import io.whoset.forensics.evidence.Replay;
import io.whoset.forensics.evidence.StraceReader;
import io.whoset.forensics.record.RecordId;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** One file of evidence: what kind it is shows in its first bytes. Main thread only. */
final class EvidenceFile {
    private static final int GZIP = 0x1F8B;

    private final Path file;
    private final WriterNames names;
    private final Set<Integer> ports;

    EvidenceFile(Path file, WriterNames names, Set<Integer> ports) {
        this.file = file;
        this.names = names;
        this.ports = ports;
    }

    /**
     * Gives all that it tells.
     *
     * @throws IOException where it cannot be read
     */
    void tell(Analysis analysis) throws IOException {
        int head = head();
        if (CaptureReader.isCapture(head)) {
            replay(analysis, (in, replay) -> new CaptureReader(replay, ports).read(in));
        } else if (head >>> 16 == GZIP || head >>> 24 == '{') {
            log(analysis);
        } else {
            replay(analysis, (in, replay) -> new StraceReader(replay).read(in));
        }
    }

    /** Reads a file that holds bytes of connections. */
    private interface BytesReader {
        void read(InputStream in, Replay replay) throws IOException;
    }

    private void replay(Analysis analysis, BytesReader reader) throws IOException {
        Replay replay = new Replay(names, AssemblerSettings.DEFAULT, analysis::add);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            reader.read(in, replay);
        } finally {
            replay.close();
        }
    }

    private void log(Analysis analysis) throws IOException {
        LoggedWrites records = new LoggedWrites();
        WriterLogReader.read(file, line -> {
            WriteRow write = line.write();
            if (write != null) {
                analysis.write(RecordId.parse(write.id()), records.record(write));
            }
        });
    }

    private int head() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(4);
            return head.length < 4 ? 0 : ByteBuffer.wrap(head).getInt();
        }
    }
}
