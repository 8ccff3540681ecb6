package io.whoset.audit.log;

import java.time.Duration;

/**
 * When the log's file is closed, and how long closed files are kept.
 *
 * <p>Immutable.
 *
 * @param rollBytes size of the uncompressed file, 1 and up
 * @param rollEvery age of its first line
 * @param retention what becomes of closed files
 */
public record Rolling(long rollBytes, Duration rollEvery, Retention retention) {}
