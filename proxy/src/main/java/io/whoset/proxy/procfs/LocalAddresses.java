package io.whoset.proxy.procfs;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses of this machine. Read on one thread, asked by many. */
final class LocalAddresses {
    private static final Logger log = LoggerFactory.getLogger(LocalAddresses.class);

    private volatile Set<InetAddress> known = Set.of();

    /** Asks the system for them. */
    void read() {
        try {
            known = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SocketException e) {
            log.atDebug().setCause(e).log("the machine's addresses cannot be read, loopback is known all the same");
        }
    }

    /** Whether somebody at this address is on this machine. */
    boolean holds(InetAddress address) {
        return address.isLoopbackAddress() || known.contains(address);
    }
}
