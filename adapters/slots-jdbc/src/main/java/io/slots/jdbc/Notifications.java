package io.slots.jdbc;

import com.google.common.base.Splitter;
import io.slots.app.AppName;
import io.slots.spi.EngineLeases.Watch;
import io.slots.spi.EngineLeases.Watcher;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
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
        } catch (SQLException e) {
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
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("LISTEN slots");
      }
      PGConnection source = connection.unwrap(PGConnection.class);
      watcher.missed(); // Before there was this connection.
      long quiet = 0;
      while (isOpen()) {
        PGNotification[] heard = source.getNotifications((int) LISTENING.toMillis());
        if (heard.length > 0) {
          quiet = 0;
          for (PGNotification each : heard) {
            tell(each.getParameter());
          }
        } else if (++quiet * LISTENING.toMillis() >= UNHEARD.toMillis()) {
          quiet = 0;
          watcher.missed();
        }
      }
    }

    private void tell(String text) {
      List<String> parts = Splitter.on(' ').splitToList(text);
      if (parts.size() == 2) {
        watcher.changed(AppName.of(parts.get(0)), Long.parseLong(parts.get(1)));
      } else {
        watcher.missed();
      }
    }
  }
}
