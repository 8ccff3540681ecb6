package io.whoset.proxy.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks the machine's name service about addresses. May block, so never on an event loop. Safe for many threads. */
public interface ReverseResolver {
    /** The machine's own: {@code /etc/hosts} and DNS as it is configured. */
    ReverseResolver SYSTEM = new ReverseResolver() {
        @Override
        public String nameOf(InetAddress address) throws UnknownHostException {
            // an address keeps the name that it was asked for once
            return InetAddress.getByAddress(address.getAddress()).getCanonicalHostName();
        }

        @Override
        public InetAddress[] addressesOf(String name) throws UnknownHostException {
            return InetAddress.getAllByName(name);
        }
    };

    /** The name of an address, or the address as text where it has none. */
    String nameOf(InetAddress address) throws UnknownHostException;

    /** All addresses of a name, at least one. */
    InetAddress[] addressesOf(String name) throws UnknownHostException;
}
