package io.whoset.testkit;

import java.net.http.HttpClient;

/**
 * The JDK's client kept to HTTP/1.1. Left to itself it asks a plain port to change to HTTP/2 (h2c, taken out by RFC 9113, 3.1), and where a long answer comes
 * together with the 101 it at times never reads it: 3 of 200 first requests for the API's description, each ended by the server's idle timeout.
 */
public final class Http11 {
    private Http11() {}

    /** A new client; it follows no redirects. Safe for many threads. */
    public static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
