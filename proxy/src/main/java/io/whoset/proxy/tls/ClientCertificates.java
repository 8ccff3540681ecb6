package io.whoset.proxy.tls;

/** Whether clients show a certificate. Immutable. */
public enum ClientCertificates {
    /** They are not asked. */
    NONE,
    /** They are asked, and may have none; a wrong one is refused. */
    OPTIONAL,
    /** Without one there is no connection. */
    REQUIRE
}
