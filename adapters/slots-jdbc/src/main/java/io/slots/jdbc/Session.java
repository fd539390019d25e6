package io.slots.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection with the statements that were prepared on it. For one thread at a time. */
final class Session implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  /** Owns {@code connection} from now on. */
  Session(Connection connection) {
    this.connection = connection;
  }

  /** Runs a statement that returns nothing. */
  void execute(String sql) throws SQLException {
    run(sql, PreparedStatement::execute);
  }

  /** Runs a statement that writes, and returns how many rows it met. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    return run(sql, PreparedStatement::executeUpdate, values);
  }

  /** Runs a statement that returns rows. */
  <T> List<T> query(String sql, Reader<T> reader, @Nullable Object... values) throws SQLException {
    return run(
        sql,
        statement -> {
          List<T> rows = new ArrayList<>();
          try (ResultSet results = statement.executeQuery()) {
            while (results.next()) {
              rows.add(reader.read(results));
            }
          }
          return rows;
        },
        values);
  }

  /** A statement that failed may be of no more use, so it is not used again. */
  private <T> T run(String sql, Reading<T> reading, @Nullable Object... values)
      throws SQLException {
    PreparedStatement statement = prepared(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return reading.of(statement);
    } catch (SQLException e) {
      statements.remove(sql);
      try (statement) {
        throw e;
      }
    }
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      for (PreparedStatement statement : statements.values()) {
        statement.close();
      }
    }
  }

  /** What is done with a statement. */
  private interface Reading<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /** Reads a row. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
