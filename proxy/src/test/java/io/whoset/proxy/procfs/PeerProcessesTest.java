package io.whoset.proxy.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.whoset.forensics.record.PeerProcess;
import io.whoset.proxy.PeerCounters;
import io.whoset.proxy.StillTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerProcessesTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 32_888);
    private static final InetSocketAddress LISTENER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 43_091);

    @TempDir
    Path dir;

    private final PeerCounters counters = new PeerCounters();

    private FakeProc proc() throws Exception {
        return new FakeProc(dir)
                .table("tcp", "0100007F:8078 0100007F:A853 70", "0100007F:A853 0100007F:8078 71")
                .process(4711, "php-fpm", 70)
                .process(1, "whoset", 71);
    }

    @Test
    void behind_clientOfThisMachine_isFound() throws Exception {
        try (PeerProcesses processes = started()) {
            PeerProcess tcp = processes.behind(CLIENT, LISTENER);
            PeerProcess unix = processes.of(1);
            await().untilAsserted(() -> assertThat(tcp.text()).isEqualTo("4711 php-fpm"));
            await().untilAsserted(() -> assertThat(unix.text()).isEqualTo("1 whoset"));
        }
    }

    private PeerProcesses started() throws Exception {
        return Objects.requireNonNull(PeerProcesses.start(proc().dir(), counters, new StillTime()));
    }

    @Test
    void behind_clientElsewhere_orWithoutANumber_isNotLookedFor() throws Exception {
        try (PeerProcesses processes = started()) {
            assertThat(processes.behind(new InetSocketAddress(InetAddress.getByName("203.0.113.9"), 32_888), LISTENER))
                    .isSameAs(PeerProcess.NONE);
            assertThat(processes.of(0)).isSameAs(PeerProcess.NONE);
        }
    }

    @Test
    void behind_moreThanMayWait_areCountedAndStayUnknown() throws Exception {
        // not started: nobody takes from the queue
        PeerProcesses processes = new PeerProcesses(proc().dir(), counters, new StillTime());
        List<PeerProcess> asked = new ArrayList<>();
        for (int i = 0; i < 4096; i++) {
            asked.add(processes.behind(CLIENT, LISTENER));
        }
        assertThat(asked).doesNotContain(PeerProcess.NONE);
        assertThat(counters.processesSkipped.sum()).isZero();
        assertThat(processes.behind(CLIENT, LISTENER)).isSameAs(PeerProcess.NONE);
        assertThat(counters.processesSkipped.sum()).isEqualTo(1);
    }

    @Test
    void start_systemWithoutTables_isNone() {
        assertThat(PeerProcesses.start(dir.resolve("nothing"), counters, new StillTime()))
                .isNull();
    }
}
