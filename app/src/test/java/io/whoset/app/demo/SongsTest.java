package io.whoset.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SongsTest {
    private final Songs songs = new Songs();

    @Test
    void unauthorized_isTheOriginStorysValue_252BytesOfNulls() {
        assertThat(songs.unauthorized()).hasSize(252);
        assertThat(text(songs.unauthorized())).startsWith("{\"status\": 401, ").contains("null");
    }

    @Test
    void healthy_hasTheSameMembers_withCounts() {
        assertThat(members(text(songs.healthy(3)))).isEqualTo(members(text(songs.unauthorized())));
        assertThat(text(songs.healthy(3))).doesNotContain("null").contains("\"status\": 200");
    }

    @Test
    void healthy_takenDownSong_isAnHonestError() {
        assertThat(text(songs.healthy(39))).contains("\"status\": 404");
    }

    @Test
    void key_isMd5() {
        assertThat(songs.key(0)).matches("[0-9a-f]{32}");
        assertThat(songs.key(0)).isNotEqualTo(songs.key(1));
    }

    @Test
    void play_changesTheHealthyAnswer() {
        byte[] before = songs.healthy(5);
        songs.play(5);
        assertThat(songs.healthy(5)).isNotEqualTo(before);
    }

    private static java.util.List<String> members(String json) {
        return Pattern.compile("\"([a-z_]+)\":")
                .matcher(json)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
