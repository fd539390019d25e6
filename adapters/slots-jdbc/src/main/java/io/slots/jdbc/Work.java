package io.slots.jdbc;

import java.sql.SQLException;

/** What is done in one transaction. */
interface Work<T> {
  T run(Session session) throws SQLException, RefusedWriteException;
}
