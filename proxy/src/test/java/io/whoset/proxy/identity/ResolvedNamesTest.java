package io.whoset.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.whoset.forensics.record.TimeSource;
import io.whoset.proxy.PeerCounters;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResolvedNamesTest {
    private final AtomicLong now = new AtomicLong();
    private final PeerCounters counters = new PeerCounters();
    private final FakeResolver resolver = new FakeResolver().name("192.0.2.7", "web-7.example", "192.0.2.7");
    private final ResolvedNames names = names(Duration.ofMinutes(1));
    private final List<String> answers = new CopyOnWriteArrayList<>();

    private ResolvedNames names(Duration wait) {
        return new ResolvedNames(resolver, wait, counters, new HandTime());
    }

    private final class HandTime implements TimeSource {
        @Override
        public long nanos() {
            return now.get();
        }

        @Override
        public long epochMicros(long nanos) {
            return nanos / 1000;
        }
    }

    @AfterEach
    void end() {
        resolver.answer();
        names.close();
    }

    private void find(String address) throws Exception {
        find(names, address);
    }

    private void find(ResolvedNames source, String address) throws Exception {
        source.find(InetAddress.getByName(address), Runnable::run, name -> answers.add(String.valueOf(name)));
    }

    private void findAnswered(String address) throws Exception {
        int before = answers.size();
        find(address);
        await().until(() -> answers.size() > before);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void find_name_isKeptForAnHour() throws Exception {
        findAnswered("192.0.2.7");
        pass(Duration.ofMinutes(59));
        findAnswered("192.0.2.7");
        assertThat(resolver.asked()).isEqualTo(1);
        pass(Duration.ofMinutes(2));
        findAnswered("192.0.2.7");
        assertThat(resolver.asked()).isEqualTo(2);
        assertThat(answers).containsExactly("web-7.example", "web-7.example", "web-7.example");
    }

    @Test
    void find_noName_isKeptForAMinute() throws Exception {
        findAnswered("192.0.2.8");
        pass(Duration.ofSeconds(59));
        findAnswered("192.0.2.8");
        assertThat(resolver.asked()).isEqualTo(1);
        pass(Duration.ofSeconds(2));
        findAnswered("192.0.2.8");
        assertThat(resolver.asked()).isEqualTo(2);
        assertThat(answers).containsOnly("null");
        assertThat(counters.namesLate.sum()).isZero();
    }

    @Test
    void find_manyAtOnce_shareOneLookUp() throws Exception {
        resolver.hold();
        for (int i = 0; i < 50; i++) {
            find("192.0.2.7");
        }
        resolver.answer();
        await().until(() -> answers.size() == 50);
        assertThat(answers).containsOnly("web-7.example");
        assertThat(resolver.asked()).isEqualTo(1);
    }

    @Test
    void find_slowService_isWaitedForOnce_andItsAnswerServesTheNext() throws Exception {
        resolver.hold();
        try (ResolvedNames impatient = names(ResolvedNames.WAIT)) {
            find(impatient, "192.0.2.7");
            await().until(() -> answers.size() == 1);
            pass(ResolvedNames.WAIT);
            find(impatient, "192.0.2.7");
            assertThat(answers).as("asked for 250 ms by now: nobody waits").containsExactly("null", "null");
            assertThat(counters.namesLate.sum()).isEqualTo(2);

            resolver.answer();
            await().untilAsserted(() -> {
                find(impatient, "192.0.2.7");
                assertThat(answers).last().isEqualTo("web-7.example");
            });
        }
    }

    @Test
    void find_moreThanMayWait_stayWithoutAName() throws Exception {
        resolver.hold();
        for (int i = 0; i < 2 + 1024; i++) {
            find("10.0." + i / 256 + "." + i % 256);
        }
        assertThat(answers).isEmpty();
        find("10.1.0.0");
        assertThat(answers).containsExactly("null");
    }
}
