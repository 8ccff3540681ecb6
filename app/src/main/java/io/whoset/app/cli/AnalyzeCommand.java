package io.whoset.app.cli;

import io.whoset.app.analyze.Analyzer;
import io.whoset.app.config.Config;
import io.whoset.app.config.ConfigException;
import io.whoset.app.config.ConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whoset analyze FILE…}: the same engine over recorded evidence. */
@Command(
        name = "analyze",
        mixinStandardHelpOptions = true,
        header = "Who set it? From recorded evidence: packet captures, system call traces, writer logs.",
        description = {
            "%nJudges the writes in pcap and pcapng files, in what strace -f printed, and in writer logs, in the order in which they are given.",
            "%n  tcpdump -i any -s 0 -w night.pcap port 11211",
            "  strace -f -tt -yy -s 1048576 -e trace=network,read,write,close -o night.strace -p $(pidof memcached)",
            "%nWith --config the rules of a file are tried: how many writes each would have hit."
        })
final class AnalyzeCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "the evidence")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--config", paramLabel = "FILE", description = "YAML: names and rules are taken from it")
    private @Nullable Path config;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "port of a memcached in a capture, repeatable (default: 11211); 0 for whatever was connected to")
    private List<Integer> ports = new ArrayList<>();

    @Option(names = "--json", description = "the lines that the writer log would have")
    private boolean json;

    AnalyzeCommand() {}

    @Override
    public Integer call() {
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new ConfigException(
                        "analyze: " + file + " cannot be read, give a capture, a trace or a writer log");
            }
        }
        Config used = config == null ? Config.DEFAULT : ConfigReader.read(config);
        Set<Integer> servers = ports.isEmpty() ? Set.of(11211) : ports.contains(0) ? Set.of() : Set.copyOf(ports);
        new Analyzer(used, servers, json)
                .run(files, Objects.requireNonNull(spec).commandLine().getOut());
        return ExitCode.DONE;
    }
}
