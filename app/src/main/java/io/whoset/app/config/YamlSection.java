package io.whoset.app.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of a YAML file: gives values with their places, remembers what was asked for, and reports the rest as unknown.
 *
 * <p>Main thread only.
 */
final class YamlSection {
    private final String file;
    private final String path;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final List<ConfigProblem> problems;

    YamlSection(String file, String path, Node node, List<ConfigProblem> problems) {
        this.file = file;
        this.path = path;
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::take);
        } else {
            problem(node, path, "saw " + describe(node) + ", expected a mapping of keys to values");
        }
    }

    private void take(NodeTuple tuple) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
            if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                problem(key, path(key.getValue()), "the key stands here twice, remove one");
            }
            keys.put(key.getValue(), key);
        } else {
            problem(tuple.getKeyNode(), path, "a key must be plain text");
        }
    }

    /** The path of one of its keys. */
    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** All keys that the file has here. */
    Set<String> keys() {
        asked.addAll(keys.keySet());
        return keys.keySet();
    }

    /** Whether there is a plain value below a key. */
    boolean isText(String key) {
        return values.get(key) instanceof ScalarNode;
    }

    /** The text of a scalar, null where the key is not there. */
    @Nullable
    String text(String key) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        problem(node, path(key), "saw " + describe(node) + ", expected one value");
        return null;
    }

    /** The texts of a list of scalars, empty where the key is not there. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node node : nodes(key)) {
            if (node instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                problem(node, path(key), "saw " + describe(node) + ", expected one value");
            }
        }
        return texts;
    }

    /** Reads a mapping below a key, where it is there. */
    void section(String key, Consumer<YamlSection> reader) {
        asked.add(key);
        Node node = values.get(key);
        if (node != null) {
            read(path(key), node, reader);
        }
    }

    /** Reads each mapping of a list below a key. */
    void sections(String key, Consumer<YamlSection> reader) {
        int index = 0;
        for (Node node : nodes(key)) {
            read(path(key) + "[" + index++ + "]", node, reader);
        }
    }

    private void read(String at, Node node, Consumer<YamlSection> reader) {
        YamlSection section = new YamlSection(file, at, node, problems);
        if (node instanceof MappingNode) {
            reader.accept(section);
            section.reportUnknown();
        }
    }

    private List<Node> nodes(String key) {
        asked.add(key);
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problem(node, path(key), "saw " + describe(node) + ", expected a list (lines that begin with \"- \")");
        return List.of();
    }

    /** Reports every key that nobody asked for. */
    void reportUnknown() {
        keys.forEach((key, node) -> {
            if (!asked.contains(key)) {
                problem(
                        node,
                        path(key),
                        "unknown key, expected one of "
                                + String.join(", ", asked.stream().sorted().toList()));
            }
        });
    }

    /** Reports a value that cannot be used. */
    void problem(String key, String what) {
        Node node = values.get(key);
        if (node == null) {
            problems.add(new ConfigProblem(file, firstLine(), path(key), what));
        } else {
            problem(node, path(key), what);
        }
    }

    private int firstLine() {
        return keys.values().stream().mapToInt(YamlSection::line).min().orElse(1);
    }

    private void problem(Node node, String at, String what) {
        problems.add(new ConfigProblem(file, line(node), at, what));
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static String describe(Node node) {
        if (node instanceof ScalarNode scalar) {
            return "\"" + scalar.getValue() + "\"";
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }
}
