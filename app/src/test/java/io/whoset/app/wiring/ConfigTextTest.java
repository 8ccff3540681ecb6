package io.whoset.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.app.config.Config;
import io.whoset.app.config.RouteConfig;
import io.whoset.app.config.UiConfig;
import io.whoset.app.config.UiToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigTextTest {
    @Test
    void configuration_told_hasNoSecret() {
        UiConfig ui = new UiConfig("0.0.0.0:8080", new UiToken("secret-secret-secret", false), null);
        Config config = Config.DEFAULT
                .withRoutes(List.of(new RouteConfig("users", "127.0.0.1:1", "127.0.0.1:2", false)))
                .withUi(Optional.of(ui));

        Map<String, String> text = ConfigText.of(config);

        assertThat(text.toString()).doesNotContain("secret");
        assertThat(text)
                .containsEntry("routes.users.upstream", "127.0.0.1:2")
                .containsEntry("ui.token", "set")
                .containsEntry("ui.tls", "off")
                .containsEntry("audit.preview-bytes", "256");
    }

    @Test
    void page_off_isTold() {
        assertThat(ConfigText.of(Config.DEFAULT.withUi(Optional.empty()))).containsEntry("ui.listen", "off");
    }
}
