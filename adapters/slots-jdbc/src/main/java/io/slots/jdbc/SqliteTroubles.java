package io.slots.jdbc;

import io.slots.spi.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Says of an error of SQLite what is wrong and what to do. */
final class SqliteTroubles {
  // SQLite's primary result codes, which are part of its interface.
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READONLY = 8;
  private static final int IOERR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int CONSTRAINT = 19;
  private static final int NOTADB = 26;

  private final Path file;

  /** Of the store in {@code file}. */
  SqliteTroubles(Path file) {
    this.file = file;
  }

  StoreException of(SQLException e) {
    return new StoreException(file + ": " + advice(e), e);
  }

  /** Of a file whose check found something. */
  StoreException corrupt(String found) {
    return new StoreException(file + ": " + corruptAdvice() + " SQLite's check says: " + found);
  }

  /** Of a file that this process may not write. */
  StoreException notWritable() {
    return new StoreException(file + ": " + notWritableAdvice());
  }

  /** Of a file that is larger than it may become. */
  StoreException tooLarge(long size, long limit) {
    return new StoreException(
        file
            + ": it has "
            + size
            + " bytes already, more than its size limit of "
            + limit
            + "; give it one of "
            + size
            + " or more");
  }

  /** Of a file whose opening was interrupted, which the thread still is. */
  StoreException interrupted() {
    return new StoreException(
        file
            + ": the thread that opens it was interrupted, and it was not opened; open it again"
            + " when the thread may go on");
  }

  private static String advice(SQLException e) {
    return switch (code(e)) {
      case FULL ->
          "the disk, or the size that the store may have, is full. Nothing of this write was kept;"
              + " make room, and go on";
      case READONLY -> notWritableAdvice();
      case CANTOPEN -> "it cannot be opened; let this process read and write its directory";
      case CORRUPT, NOTADB -> corruptAdvice();
      case IOERR ->
          "the disk failed, and whether the last writes are on it is not known; see to the disk,"
              + " then open the store anew";
      case BUSY, LOCKED -> "another program has it open; close that one";
      default -> "SQLite reports an error; see the cause";
    };
  }

  private static String notWritableAdvice() {
    return "it cannot be written; let this process write the file and its directory";
  }

  private static String corruptAdvice() {
    return "it is damaged and was left as it is; restore it from a backup, together with its -wal"
        + " file if there is one.";
  }

  /** Whether only the one statement failed, so that its transaction can go on. */
  static boolean isOfStatement(SQLException e) {
    return code(e) == CONSTRAINT;
  }

  /** Whether the disk failed, so that nothing can be said of what it holds. */
  static boolean isOfDisk(SQLException e) {
    return code(e) == IOERR;
  }

  private static int code(SQLException e) {
    return e.getErrorCode() & 0xff;
  }
}
