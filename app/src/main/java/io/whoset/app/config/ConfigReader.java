package io.whoset.app.config;

import io.whoset.forensics.detect.UserRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a configuration file: all problems at once, each with file, line and key.
 *
 * <p><b>Units, bounds</b> a file of at most 1 MiB.
 *
 * <p>Main thread only.
 */
public final class ConfigReader {
    private static final int MAX_FILE_BYTES = 1 << 20;

    private final String file;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private ConfigReader(String file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException where it cannot be read or used
     */
    public static Config read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new ConfigException("--config " + file + ": larger than 1 MiB, give a whoset configuration file");
            }
            return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new ConfigException("--config " + file + ": there is no such file, give one that exists");
        } catch (IOException e) {
            throw new ConfigException("--config " + file + ": cannot be read as UTF-8 text: " + e.getMessage());
        }
    }

    /** Reads the text of a file that is called so in messages. */
    static Config parse(String name, String text) {
        ConfigReader reader = new ConfigReader(name);
        Config config = reader.compose(text).map(reader::config).orElse(Config.DEFAULT);
        if (!reader.problems.isEmpty()) {
            throw new ConfigException(reader.problems);
        }
        return config;
    }

    private Optional<Node> compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(true)
                .build();
        try {
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.add(new ConfigProblem(file, line, "", "is not YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(new ConfigProblem(file, 1, "", "is not YAML: " + e.getMessage()));
        }
        return Optional.empty();
    }

    private Config config(Node root) {
        YamlSection top = new YamlSection(file, "", root, problems);
        List<RouteConfig> routes = new ArrayList<>();
        top.sections("routes", section -> routes.add(RouteReader.read(section, routes.size() + 1)));
        Config[] config = {Config.DEFAULT.withRoutes(routes)};
        top.section("audit", section -> config[0] = config[0].withAudit(audit(section)));
        if ("off".equals(uiWord(top))) {
            config[0] = config[0].withUi(Optional.empty());
        } else {
            top.section("ui", section -> config[0] = config[0].withUi(Optional.of(new UiReader().read(section))));
        }
        Map<String, String> names = new LinkedHashMap<>();
        top.section("names", section -> names(section, names));
        PeersConfig[] peers = {PeersConfig.DEFAULT};
        top.section("peers", section -> peers[0] = peers(section));
        List<UserRule> rules = new ArrayList<>();
        top.sections("rules", section -> RuleReader.read(section).ifPresent(rules::add));
        LimitsConfig[] limits = {LimitsConfig.DEFAULT};
        top.section("limits", section -> limits[0] = limits(section));
        top.reportUnknown();
        return new Config(routes, config[0].audit(), config[0].ui(), names, peers[0], rules, limits[0]);
    }

    private static @Nullable String uiWord(YamlSection top) {
        return top.isText("ui") ? top.text("ui") : null;
    }

    private static AuditConfig audit(YamlSection section) {
        AuditConfig defaults = AuditConfig.DEFAULT;
        String dir = section.text("dir");
        String preview = section.text("preview-bytes");
        return new AuditConfig(
                dir == null ? defaults.dir() : Path.of(dir),
                Values.integer(section, "queue-events", 1024, 1 << 22, defaults.queueEvents()),
                Values.word(section, "overflow", AuditConfig.Overflow.class, defaults.overflow()),
                "off".equals(preview) ? 0 : Values.integer(section, "preview-bytes", 0, 4096, defaults.previewBytes()),
                Values.size(section, "roll-bytes", 1L << 20, 64L << 30, defaults.rollBytes()),
                Values.time(section, "roll-every", Duration.ofMinutes(1), Duration.ofDays(31), defaults.rollEvery()),
                "off".equals(section.text("keep-for"))
                        ? Duration.ZERO
                        : Values.time(
                                section, "keep-for", Duration.ofHours(1), Duration.ofDays(3650), defaults.keepFor()),
                "off".equals(section.text("keep-bytes"))
                        ? 0
                        : Values.size(section, "keep-bytes", 1L << 20, 64L << 40, defaults.keepBytes()),
                Values.integer(section, "store-memory-mib", 64, 8192, defaults.storeMemoryMib()),
                Values.integer(section, "history-mib", 1, 4096, defaults.historyMib()));
    }

    private static void names(YamlSection section, Map<String, String> names) {
        for (String address : section.keys()) {
            String name = section.text(address);
            if (name == null || name.isBlank() || name.length() > 200) {
                section.problem(address, "expected a name of 1 to 200 characters");
            } else {
                names.put(address, name);
            }
        }
    }

    private static PeersConfig peers(YamlSection section) {
        PeersConfig defaults = PeersConfig.DEFAULT;
        return new PeersConfig(
                Values.bool(section, "processes", defaults.processes()),
                Values.bool(section, "resolve-names", defaults.resolveNames()));
    }

    private static LimitsConfig limits(YamlSection section) {
        LimitsConfig defaults = LimitsConfig.DEFAULT;
        return new LimitsConfig(
                Values.integer(section, "max-line-bytes", 512, 1 << 20, defaults.maxLineBytes()),
                Values.integer(section, "max-pending-replies", 16, 1 << 24, defaults.maxPendingReplies()),
                Values.integer(section, "io-threads", 0, 256, defaults.ioThreads()),
                Values.word(section, "transport", LimitsConfig.Transport.class, defaults.transport()),
                Values.time(section, "stop-grace", Duration.ZERO, Duration.ofSeconds(10), defaults.stopGrace()));
    }
}
