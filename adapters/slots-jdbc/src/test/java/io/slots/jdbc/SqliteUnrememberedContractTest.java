package io.slots.jdbc;

/** The contract, in a file, where every record is read from the file. */
final class SqliteUnrememberedContractTest extends SqliteContractTest {
  @Override
  SqliteBuilder options(SqliteBuilder builder) {
    return builder.recordsRemembered(0);
  }
}
