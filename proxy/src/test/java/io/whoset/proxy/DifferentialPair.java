package io.whoset.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.whoset.forensics.attribution.AssemblerSettings;
import io.whoset.forensics.record.WriteRecord;
import io.whoset.proxy.net.Address;
import io.whoset.proxy.net.Transport;
import io.whoset.testkit.RealMemcached;
import io.whoset.testkit.Script;
import io.whoset.testkit.Transcript;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Two equal memcacheds, one of them behind whoset: each script runs straight against the one and through whoset against the other, and
 * the client must not be able to tell which was which. Both get the same commands, so that their cas uniques count alike.
 */
final class DifferentialPair implements AutoCloseable {
    /** Scripts that ran and agreed in this JVM. */
    static final AtomicInteger AGREED = new AtomicInteger();

    private static final int PATIENCE = 10;

    private final RealMemcached straight;
    private final RealMemcached behind;
    private final ProxyUnderTest proxy;
    private int recorded;

    DifferentialPair(String... serverArguments) throws IOException, InterruptedException {
        this(AssemblerSettings.DEFAULT, serverArguments);
    }

    DifferentialPair(AssemblerSettings settings, String... serverArguments) throws IOException, InterruptedException {
        straight = RealMemcached.start(serverArguments);
        behind = RealMemcached.start(serverArguments);
        proxy = new ProxyUnderTest(
                new Address("127.0.0.1", 0),
                new Address("127.0.0.1", behind.address().getPort()),
                settings,
                Transport.best());
    }

    /** Empties both servers, unseen by whoset, and forgets what was recorded so far. */
    void settle() throws IOException {
        newWrites();
        Script flush = Script.send("flush_all\r\nverbosity 0\r\nmn\r\n");
        flush.run(straight.address());
        flush.run(behind.address());
    }

    /** Runs a script both ways; what both answered. */
    Transcript agree(String name, Script script) throws IOException {
        return agree(name, script, UnaryOperator.identity());
    }

    /** The same, where what differs from server to server is taken out of the replies first. */
    Transcript agree(String name, Script script, UnaryOperator<String> comparable) throws IOException {
        Transcript expected = script.play(straight.address()).mapped(comparable);
        Transcript seen = script.play(proxy.address()).mapped(comparable);
        if (!seen.equals(expected) && script.waitsForSilence()) {
            // what came too late on a busy machine was taken for silence
            settle();
            expected = script.patient(PATIENCE).play(straight.address()).mapped(comparable);
            seen = script.patient(PATIENCE).play(proxy.address()).mapped(comparable);
        }
        assertThat(seen).as("%s: %s", name, script).isEqualTo(expected);
        AGREED.incrementAndGet();
        return expected;
    }

    /** What was recorded since this was last asked, once every connection is over. */
    List<WriteRecord> newWrites() {
        List<WriteRecord> all = proxy.writesOfAll();
        List<WriteRecord> fresh = all.subList(recorded, all.size());
        recorded = all.size();
        return fresh;
    }

    /** Runs a script both ways, and holds what was recorded against what it writes. */
    Transcript agree(String name, Script script, List<String> writes) throws IOException {
        Transcript transcript = agree(name, script);
        assertWritten(name + ": " + script, writes);
        return transcript;
    }

    /** Holds what was recorded since the last look against what was written. */
    void assertWritten(String what, List<String> writes) {
        assertThat(newWrites().stream().map(Written::of).toList()).as(what).containsExactlyInAnyOrderElementsOf(writes);
    }

    ProxyUnderTest proxy() {
        return proxy;
    }

    RealMemcached straight() {
        return straight;
    }

    RealMemcached behind() {
        return behind;
    }

    @Override
    public void close() {
        System.out.println(AGREED.get() + " scripts agreed so far");
        proxy.close();
        straight.close();
        behind.close();
    }
}
