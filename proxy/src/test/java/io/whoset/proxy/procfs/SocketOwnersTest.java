package io.whoset.proxy.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.proxy.procfs.SocketOwners.Owner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketOwnersTest {
    @TempDir
    Path dir;

    @Test
    void of_socketsOfSeveralProcesses_areFoundInOneLook() throws Exception {
        new FakeProc(dir)
                .process(20, "php-fpm", 7, 8)
                .process(4711, "Web Content", 9)
                .process(5, "other", 10);

        assertThat(new SocketOwners(dir).of(Set.of(8L, 9L, 99L)))
                .isEqualTo(Map.of(8L, new Owner(20, "php-fpm"), 9L, new Owner(4711, "Web Content")));
    }

    @Test
    void of_socketThatChildrenShare_isTheLowestNumbers() throws Exception {
        new FakeProc(dir).process(300, "child", 7).process(20, "parent", 7);

        assertThat(new SocketOwners(dir).of(Set.of(7L))).isEqualTo(Map.of(7L, new Owner(20, "parent")));
    }

    @Test
    void of_processThatIsGoneMeanwhile_isNone() throws Exception {
        new FakeProc(dir).process(20, "php-fpm", 7);
        Files.delete(dir.resolve("20/comm"));
        Files.createDirectories(dir.resolve("21"));

        assertThat(new SocketOwners(dir).of(Set.of(7L))).isEmpty();
        assertThat(new SocketOwners(dir).command(20)).isNull();
    }
}
