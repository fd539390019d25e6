package io.slots.jdbc;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Flyway say at debug level what it does, which is a dozen lines at info otherwise. Flyway has
 * one log for all in the process: so that is for as long as it works for us, and then its log is
 * again as it was made with the Flyway.
 */
final class QuietFlyway {
  private QuietFlyway() {}

  /** Runs what {@code flyway}, which was just made, is to do. */
  static void during(Flyway flyway, Runnable work) {
    LogFactory.setLogCreator(type -> new Quiet(LoggerFactory.getLogger(type)));
    try {
      work.run();
    } finally {
      LogFactory.setConfiguration(flyway.getConfiguration());
    }
  }

  /** What is wrong is said as loud as ever. */
  private record Quiet(Logger log) implements Log {
    @Override
    public void debug(String message) {
      log.debug(message);
    }

    @Override
    public void info(String message) {
      log.debug(message);
    }

    @Override
    public void notice(String message) {
      log.debug(message);
    }

    @Override
    public void warn(String message) {
      log.warn(message);
    }

    @Override
    public void error(String message) {
      log.error(message);
    }

    @Override
    public void error(String message, Exception e) {
      log.error(message, e);
    }
  }
}
