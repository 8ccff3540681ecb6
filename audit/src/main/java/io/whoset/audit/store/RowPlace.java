package io.whoset.audit.store;

/**
 * Where a write lies.
 *
 * <p>Immutable.
 *
 * @param id its id
 * @param row the engine's number of its row, which stays until older rows are forgotten, so that whoever reads it looks whether the id is still there
 */
record RowPlace(long id, long row) {}
