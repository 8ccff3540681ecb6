package io.whoset.app.analyze;

import io.whoset.app.config.Config;
import io.whoset.app.wiring.Codecs;
import io.whoset.app.wiring.Engine;
import io.whoset.app.wiring.StartException;
import io.whoset.forensics.attribution.WriterNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Runs files of evidence, one after the other, past one judge. Main thread only. */
public final class Analyzer {
    private final Config config;
    private final Set<Integer> ports;
    private final boolean json;

    /** With the names and rules of a configuration; memcached's ports in captures, none for whatever was connected to. */
    public Analyzer(Config config, Set<Integer> ports, boolean json) {
        this.config = config;
        this.ports = ports;
        this.json = json;
    }

    /**
     * Judges and prints.
     *
     * @throws StartException where a file cannot be read to its end
     */
    public void run(List<Path> files, PrintWriter out) {
        Codecs.prepare();
        WriterNames names = Engine.names(config);
        Analysis analysis = new Analysis(Engine.judge(config), config.rules(), out, json);
        for (Path file : files) {
            try {
                new EvidenceFile(file, names, ports).tell(analysis);
            } catch (IOException e) {
                throw new StartException("analyze: " + file + " cannot be read to its end: " + e.getMessage(), e);
            }
        }
        analysis.summary();
    }
}
