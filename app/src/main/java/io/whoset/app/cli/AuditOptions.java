package io.whoset.app.cli;

import io.whoset.app.config.Config;
import io.whoset.app.config.TokenFile;
import io.whoset.app.config.UiConfig;
import io.whoset.app.config.UiToken;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that every command with an audit has; a flag wins over the file. */
final class AuditOptions {
    @Option(
            names = "--audit-dir",
            paramLabel = "DIR",
            description = "where the writer log and the store live (default: ./audit)")
    private @Nullable Path auditDir;

    @Option(
            names = "--ui",
            paramLabel = "HOST:PORT",
            description = "address of the audit page (default: 127.0.0.1:8080)")
    private @Nullable String ui;

    @Option(names = "--no-ui", description = "no audit page")
    private boolean noUi;

    @Option(
            names = "--ui-token-file",
            paramLabel = "FILE",
            description =
                    "file with the token that page and API ask for, made where it is not there; needed beyond loopback,"
                            + " unless WHOSET_UI_TOKEN holds one")
    private @Nullable Path tokenFile;

    /** The configuration with these flags over it. */
    Config over(Config config) {
        Config result =
                auditDir == null ? config : config.withAudit(config.audit().withDir(auditDir));
        return noUi ? result.withUi(Optional.empty()) : result.withUi(page(result.ui()));
    }

    /** Whether the user named the page's address: then no other will do. */
    boolean namesPage() {
        return ui != null;
    }

    private Optional<UiConfig> page(Optional<UiConfig> configured) {
        String variable = System.getenv(UiToken.VARIABLE);
        boolean named = ui != null || tokenFile != null;
        if (configured.isEmpty() && !named) {
            return configured;
        }
        UiConfig page = configured.orElse(UiConfig.DEFAULT);
        if (ui != null) {
            page = page.withListen(ui);
        }
        if (tokenFile != null) {
            return Optional.of(page.withToken(TokenFile.read(tokenFile)));
        }
        return Optional.of(
                page.token() == null && variable != null ? page.withToken(UiToken.ofVariable(variable)) : page);
    }
}
