package io.whoset.forensics.record;

/**
 * Takes events away from an event loop, without blocking.
 *
 * <p>Safe for many threads.
 */
public interface RecordSink {
    /**
     * Takes an event.
     *
     * @return false where there is no room and the caller must keep the event, brake its client and wait for {@link #whenRoom}; a
     *     sink that is told to count losses instead always returns true
     */
    boolean offer(AuditEvent event);

    /** Runs a task once, on any thread, as soon as there is room again; at once where there is room now. */
    void whenRoom(Runnable task);
}
