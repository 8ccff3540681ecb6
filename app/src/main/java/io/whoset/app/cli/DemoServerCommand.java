package io.whoset.app.cli;

import io.whoset.app.config.ConfigException;
import io.whoset.app.demo.LoneServer;
import io.whoset.app.wiring.SystemTime;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whoset demo-server}: one web server of the demo's fleet as a process of its own, for the demo in containers. */
@Command(
        name = "demo-server",
        hidden = true,
        mixinStandardHelpOptions = true,
        header = "One web server of the demo, against a memcached or a whoset.")
final class DemoServerCommand implements Callable<Integer> {
    @Parameters(paramLabel = "HOST:PORT", description = "the cache")
    private String cache = "";

    @Option(names = "--not-restarted", description = "be the one that missed a configuration change")
    private boolean notRestarted;

    DemoServerCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        int colon = cache.lastIndexOf(':');
        if (colon < 1 || !cache.substring(colon + 1).matches("\\d{1,5}")) {
            throw new ConfigException("demo-server: saw \"" + cache + "\", expected HOST:PORT of the cache");
        }
        InetSocketAddress address = InetSocketAddress.createUnresolved(
                cache.substring(0, colon), Integer.parseInt(cache.substring(colon + 1)));
        LoneServer.run(address, notRestarted, new SystemTime());
        return ExitCode.DONE;
    }
}
