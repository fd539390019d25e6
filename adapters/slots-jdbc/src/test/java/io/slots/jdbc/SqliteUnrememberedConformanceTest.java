package io.slots.jdbc;

/** In a file, where every record is read from the file. */
final class SqliteUnrememberedConformanceTest extends SqliteConformanceTest {
  @Override
  SqliteBuilder options(SqliteBuilder builder) {
    return builder.recordsRemembered(0);
  }

  @Override
  public String name() {
    return "JdbcSlotStore on SQLite, remembering nothing";
  }
}
