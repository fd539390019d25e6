package io.slots.slotctl;

/** What scripts are told. The help shows the same. */
final class ExitCodes {
  /** It is done, or as it was asked to be. */
  static final int OK = 0;

  /**
   * An operation ended, and what was asked for is not so: reverted, refused, degraded. Of a
   * cancellation: it is not all as it was.
   */
  static final int NOT_DONE = 1;

  /** The command line is wrong, or a question was not answered with yes. */
  static final int USAGE = 2;

  /** There is no such app, slot or operation. */
  static final int NOT_FOUND = 3;

  /** A rule refuses it, or it conflicts with what is under way. */
  static final int REFUSED = 4;

  /** No token, or one that may not do this. */
  static final int NOT_ALLOWED = 5;

  /** The server cannot be reached, or does not work. */
  static final int NO_SERVER = 6;

  /** The command line itself has failed: a defect of it. */
  static final int UNEXPECTED = 7;

  private ExitCodes() {}

  /** The code of an answer that is none of 2xx. */
  static int of(int status) {
    return switch (status) {
      case 401, 403 -> NOT_ALLOWED;
      case 404 -> NOT_FOUND;
      case 400, 406, 413, 415, 422 -> USAGE;
      case 409, 412 -> REFUSED;
      default -> NO_SERVER;
    };
  }
}
