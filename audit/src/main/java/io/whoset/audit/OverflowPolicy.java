package io.whoset.audit;

/** What happens to a write for which the audit queue has no room. Immutable. */
public enum OverflowPolicy {
    /** Its client is not read from until there is room; nothing is lost. */
    BRAKE,
    /** It is dropped and counted, and a gap line says so; no client waits. */
    GAP
}
