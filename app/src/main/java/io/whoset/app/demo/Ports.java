package io.whoset.app.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The demo must run also where its usual ports are taken. */
final class Ports {
    private Ports() {}

    /** The address where its port is free, else the same host with port 0: any free port. */
    static String freeOrAny(String address) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon);
        int port = Integer.parseInt(address.substring(colon + 1));
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return probe.isBound() ? address : host + ":0";
        } catch (IOException e) {
            return host + ":0";
        }
    }
}
