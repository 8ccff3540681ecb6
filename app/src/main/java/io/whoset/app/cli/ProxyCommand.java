package io.whoset.app.cli;

import io.whoset.app.config.Config;
import io.whoset.app.config.ConfigException;
import io.whoset.app.config.ConfigReader;
import io.whoset.app.config.RouteConfig;
import io.whoset.app.config.UiConfig;
import io.whoset.app.config.UiToken;
import io.whoset.app.wiring.Shutdown;
import io.whoset.app.wiring.SystemTime;
import io.whoset.app.wiring.Whoset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code whoset proxy}: the proxy with audit, until SIGTERM. */
@Command(
        name = "proxy",
        mixinStandardHelpOptions = true,
        header = "Stand in front of memcached and audit every write.",
        description =
                "%nOne route by --listen and --upstream, many by --route or the configuration file. Runs until SIGTERM or Ctrl-C.")
final class ProxyCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "where clients connect; unix:/path for a socket file")
    private @Nullable String listen;

    @Option(
            names = "--upstream",
            paramLabel = "HOST:PORT",
            description = "the memcached behind it; unix:/path, or embedded for one in this process")
    private @Nullable String upstream;

    @Option(names = "--route", paramLabel = "NAME=LISTEN,UPSTREAM", description = "one more route; repeatable")
    private List<String> routes = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "YAML: routes, names, rules, limits; a flag wins over the file")
    private @Nullable Path file;

    @Mixin
    private AuditOptions audit = new AuditOptions();

    ProxyCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Config config = config();
        PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        Shutdown.runUntilSignal(Whoset.start(config, file, new SystemTime()), whoset -> announce(whoset, config, out));
        return ExitCode.DONE;
    }

    private static void announce(Whoset whoset, Config config, PrintWriter out) {
        whoset.routes()
                .forEach(route -> out.println(
                        "listening  " + route.listen() + " -> " + route.upstream() + "  (route " + route.name() + ")"));
        out.println("writer log " + config.audit().dir().resolve("writers.jsonl"));
        whoset.page().ifPresent(page -> out.println("audit page " + page));
        config.ui()
                .map(UiConfig::token)
                .filter(UiToken::isNew)
                .ifPresent(token -> out.println("its token  " + token.text() + "  (made now, kept in its file)"));
        out.flush();
    }

    private Config config() {
        Config config = audit.over(file == null ? Config.DEFAULT : ConfigReader.read(file));
        List<RouteConfig> flags = routeFlags();
        Config result = flags.isEmpty() ? config : config.withRoutes(flags);
        if (result.routes().isEmpty()) {
            throw new ConfigException(
                    "no route: give --listen HOST:PORT and --upstream HOST:PORT, a --route, or a --config with routes");
        }
        Set<String> names = new HashSet<>();
        for (RouteConfig route : result.routes()) {
            if (!names.add(route.name())) {
                throw new ConfigException(
                        "two routes are called \"" + route.name() + "\": give each a name of its own");
            }
        }
        return result;
    }

    private List<RouteConfig> routeFlags() {
        List<RouteConfig> result = new ArrayList<>();
        if ((listen == null) != (upstream == null)) {
            throw new ConfigException((listen == null ? "--upstream without --listen" : "--listen without --upstream")
                    + ": a route needs both");
        }
        if (listen != null && upstream != null) {
            result.add(new RouteConfig("default", listen, upstream, false));
        }
        routes.forEach(text -> result.add(parse(text)));
        return result;
    }

    private static RouteConfig parse(String text) {
        int equals = text.indexOf('=');
        int comma = text.indexOf(',', equals + 1);
        if (equals < 1 || comma < equals + 2 || comma == text.length() - 1) {
            throw new ConfigException("--route: saw \"" + text
                    + "\", expected NAME=LISTEN,UPSTREAM, such as users=127.0.0.1:11311,127.0.0.1:11211");
        }
        return new RouteConfig(
                text.substring(0, equals), text.substring(equals + 1, comma), text.substring(comma + 1), false);
    }
}
