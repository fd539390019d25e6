/**
 * A durable store: SQLite for one process, PostgreSQL for several.
 *
 * <p>Start at {@link io.slots.jdbc.JdbcSlotStore}.
 */
module io.slots.jdbc {
  requires com.google.common;
  requires com.zaxxer.hikari;
  requires flyway.core;
  requires transitive io.slots;
  requires io.slots.form;
  requires transitive java.sql;
  requires static transitive org.jspecify;
  requires static org.checkerframework.checker.qual;
  requires static org.postgresql.jdbc;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;

  exports io.slots.jdbc;
}
