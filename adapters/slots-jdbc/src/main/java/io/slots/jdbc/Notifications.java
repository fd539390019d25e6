package io.slots.jdbc;

import io.slots.app.AppName;
import io.slots.spi.EngineLeases.Watch;
import io.slots.spi.EngineLeases.Watcher;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who writes tells, and who watches listens, on a connection and a thread of its own. A connection
 * that is lost is made anew, and whatever may have been missed is said. Where notifications do not
 * come, such as behind a pool that hands a connection to others after each transaction, the
 * watchers are told from time to time to look for themselves.
 */
final class Notifications {
  private static final Logger log = LoggerFactory.getLogger(Notifications.class);
  private static final Duration LISTENING = Duration.ofSeconds(1);
  private static final Duration UNHEARD = Duration.ofSeconds(30);
  private static final Pattern WRITTEN = Pattern.compile("([A-Za-z0-9-]+) ([0-9]{1,18})");
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final DataSource database;
  private final ThreadFactory threads;

  Notifications(DataSource database, ThreadFactory threads) {
    this.database = database;
    this.threads = threads;
  }

  /** Tells, when the transaction is committed, that the record of an app was written. */
  static void of(Session session, AppName app, long version) throws SQLException {
    send(session, app.spelling() + " " + version);
  }

  /** Tells, when the transaction is committed, that there may be something to do. */
  static void ofAll(Session session) throws SQLException {
    send(session, "");
  }

  private static void send(Session session, String text) throws SQLException {
    session.query("SELECT 1 FROM pg_notify('slots', ?)", row -> row.getInt(1), text);
  }

  Watch watch(Watcher watcher) {
    Listener listener = new Listener(watcher);
    threads.newThread(listener).start();
    return listener.closed::countDown;
  }

  private final class Listener implements Runnable {
    private final Watcher watcher;
    private final CountDownLatch closed = new CountDownLatch(1);

    Listener(Watcher watcher) {
      this.watcher = watcher;
    }

    private boolean isOpen() {
      return closed.getCount() > 0;
    }

    @Override
    public void run() {
      while (isOpen()) {
        try (Connection connection = database.getConnection()) {
          listen(connection);
        } catch (SQLException | RuntimeException e) {
          log.warn("writes of other engines cannot be heard of now; trying again", e);
          pause();
        }
      }
    }

    private void pause() {
      try {
        if (closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
          log.debug("closed");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        closed.countDown();
      }
    }

    private void listen(Connection connection) throws SQLException {
      connection.setNetworkTimeout(Runnable::run, (int) UNHEARD.toMillis());
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("LISTEN slots");
      }
      PGConnection source = connection.unwrap(PGConnection.class);
      watcher.missed(); // Before there was this connection.
      long sinceMissed = System.nanoTime();
      while (isOpen()) {
        for (PGNotification each : source.getNotifications((int) LISTENING.toMillis())) {
          if (isOpen()) {
            tell(each.getParameter());
          }
        }
        if (System.nanoTime() - sinceMissed >= UNHEARD.toNanos() && isOpen()) {
          sinceMissed = System.nanoTime();
          watcher.missed();
        }
      }
    }

    /** Others may write to the channel, too: what cannot be read may have been anything. */
    private void tell(String text) {
      Matcher written = WRITTEN.matcher(text);
      if (written.matches()) {
        watcher.changed(AppName.of(written.group(1)), Long.parseLong(written.group(2)));
      } else {
        watcher.missed();
      }
    }
  }
}
