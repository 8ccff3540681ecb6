package io.whoset.benchmarks.compare;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A mode at work: where clients connect, and which process is paid for.
 *
 * <p>Confined to the command's thread.
 *
 * @param mode what it is
 * @param server its process; memcached itself where nothing stands before it
 * @param auditDir where it logs, null where it does not
 * @param owned whether the process ends with it
 */
record Target(Mode mode, Server server, @Nullable Path auditDir, boolean owned) implements AutoCloseable {
    InetSocketAddress address() {
        return server.address();
    }

    double cpuSeconds() {
        return ProcStat.cpuSeconds(server.pid());
    }

    double compilerSeconds() {
        return ProcStat.compilerSeconds(server.pid());
    }

    double residentMib() {
        return ProcStat.residentMib(server.pid());
    }

    @Override
    public void close() {
        if (owned) {
            server.close();
        }
    }
}
