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
 *       one thread takes all writes that wait into one transaction, so that many swaps share a
 *       sync; should one have to be taken back, they are run again behind savepoints, so that it
 *       spoils no other.
 *   <li><em>Unknown is not repeated.</em> If the answer of the database is lost, the stage fails;
 *       the engine reads back what became of the write. Nothing here tries twice.
 *   <li><em>Only what has changed.</em> An app's settings and its operation's facts are large, and
 *       most writes of a swap change neither. They lie in a table of their own; a write that
 *       carries them when they are the same would have SQLite write each of their pages again. An
 *       operation's facts stay there when it is over, until the next one's take their place.
 *   <li><em>One engine, one lease.</em> A lease for each operation would cost a write for each,
 *       many times a minute. An engine's lease is one row; a record names the engine that looks
 *       after it, and one query finds the records of those that have none any more.
 *   <li><em>A record has a sum.</em> SQLite finds a broken page and not a broken letter. Every row
 *       has a checksum over all its columns and documents, which is proven whenever it is read.
 *   <li><em>A file is checked whole when it is opened,</em> as a record that its index has lost is
 *       seen in no other way. With 10,000 apps of two slots and twenty settings, 1,000 of them in
 *       the middle of a swap, SQLite's {@code integrity_check} took 0.35 s and its {@code
 *       quick_check}, which does not look into indexes, 0.15 s, on a machine that had six times the
 *       work it could do. That is little enough not to do without; it grows with the file.
 *   <li><em>A server is told to sync.</em> PostgreSQL may be set to answer a commit before it is on
 *       the disk. On the store's connections it is not.
 * </ul>
 */
@NullMarked
package io.slots.jdbc;

import org.jspecify.annotations.NullMarked;
