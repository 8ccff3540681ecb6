package io.whoset.app.cli;

import io.whoset.app.config.Config;
import io.whoset.app.config.ConfigException;
import io.whoset.app.config.ConfigReader;
import io.whoset.app.config.UiConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code whoset ready}: asks the whoset of this machine whether its routes serve; the health check of a container. */
@Command(
        name = "ready",
        mixinStandardHelpOptions = true,
        header = "Does the whoset on this machine serve? A real request through every route.",
        description =
                "%nAsks /readyz of the audit page, which sends a request through every listener to its memcached and back. Exit code 0 where"
                        + " all answered, else 1 and which did not.")
final class ReadyCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "the file that whoset was started with")
    private @Nullable Path file;

    @Mixin
    private AuditOptions audit = new AuditOptions();

    ReadyCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Config config = audit.over(file == null ? Config.DEFAULT : ConfigReader.read(file));
        UiConfig page = config.ui()
                .orElseThrow(() -> new ConfigException("ready: the page is off, so nobody can be asked: switch it on"));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        URI uri = URI.create("http://" + local(page.listen()) + "/readyz");
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
        if (page.token() != null) {
            request.header("Authorization", "Bearer " + page.token());
        }
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            out.println(answer.body().strip());
            return answer.statusCode() == 200 ? ExitCode.DONE : ExitCode.FAILED;
        } catch (IOException e) {
            out.println("no whoset answers at " + uri + " (" + e.getClass().getSimpleName() + ")");
            return ExitCode.FAILED;
        }
    }

    /** Where an address that every interface listens on is reached from this machine. */
    static String local(String listen) {
        int colon = listen.lastIndexOf(':');
        String host = listen.substring(0, colon);
        String reached = switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "[::]" -> "[::1]";
            default -> host;
        };
        return reached + listen.substring(colon);
    }
}
