/**
 * A durable store over SQL, for two sizes: {@link io.slots.jdbc.JdbcSlotStore#sqlite} keeps all in
 * one file of one process, {@link io.slots.jdbc.JdbcSlotStore#postgresql} in a database that
 * several engines share.
 *
 * <p>The reasons:
 *
 * <ul>
 *   <li><em>One code.</em> Statements, tables and the stored form are the same for both. They
 *       differ in how transactions are run, and in nothing else. So what a test proves on one holds
 *       for the other.
 *   <li><em>One statement.</em> A write is an {@code UPDATE … WHERE name = ? AND version = ? AND
 *       hosts = ?}: the condition and the write cannot come apart. Only if it meets no row is it
 *       looked at why. History and host names are written in the same transaction.
 *   <li><em>Group commit.</em> A disk syncs some thousand times a second, whoever asks. On SQLite
 *       one thread takes all writes that wait into one transaction, each behind a savepoint, so
 *       that many swaps share a sync and one that is refused spoils no other.
 *   <li><em>Unknown is not repeated.</em> If the answer of the database is lost, the stage fails;
 *       the engine reads back what became of the write. Nothing here tries twice.
 *   <li><em>A record has a sum.</em> SQLite finds a broken page and not a broken letter. Every row
 *       has a checksum over all its columns, which is proven whenever it is read.
 * </ul>
 */
@NullMarked
package io.slots.jdbc;

import org.jspecify.annotations.NullMarked;
