package io.whoset.app.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; says everything that is wrong with it at once, one problem a line. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** These problems, at least one. */
    public ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
    }

    /** A problem that no file has: a flag. */
    public ConfigException(String message) {
        super(message);
    }
}
