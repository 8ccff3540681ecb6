package io.whoset.forensics.record;

/** Anything that the audit thread is told, in the order in which it was told. Immutable. */
public sealed interface AuditEvent permits WriteRecord, Gap, Bypass, Lifecycle {
    /** Microseconds since 1970 UTC: the {@code ts} of its log line. */
    long tsMicros();
}
