package io.whoset.audit.live;

/**
 * Gives every log line, as it is written, to those who watch.
 *
 * <p>Safe for many threads.
 */
public interface LiveFeed {
    /** Begins to give lines to a watcher; closing the subscription ends it. */
    Subscription subscribe(Watcher watcher);

    /** Receives lines on the audit thread: must return at once and never throw. */
    @FunctionalInterface
    interface Watcher {
        /**
         * A line was written.
         *
         * @param event {@code write}, {@code finding}, {@code gap}, {@code start}, {@code stop}
         * @param id its id, empty for lines without one
         * @param json the line without its line feed
         */
        void onLine(String event, String id, String json);
    }

    /** Ends the watching when closed; idempotent. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
