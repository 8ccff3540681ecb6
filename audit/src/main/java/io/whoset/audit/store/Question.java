package io.whoset.audit.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What is asked of one connection to the store, and of the previews beside it.
 *
 * @param <T> the answer
 */
interface Question<T> {
    T answer(Connection sql, PreviewReader previews) throws SQLException;
}
