package io.slots.jdbc;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** The wire between a store and its PostgreSQL, on which an answer can be lost. */
final class Wire implements AutoCloseable {
  private static final String COMMIT = "COMMIT";

  private final int database;
  private final ServerSocket entrance;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile Runnable instead = () -> {};
  private volatile boolean losesNextCommit;
  private volatile CountDownLatch silence = new CountDownLatch(0);

  private Wire(int database) throws IOException {
    this.database = database;
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  static Wire to(Postgres database) {
    try {
      Wire wire = new Wire(database.port());
      wire.threads.execute(wire::accept);
      return wire;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  DataSource source() {
    return Postgres.source(entrance.getLocalPort());
  }

  /** The next commit is made, {@code then} happens, and the answer never arrives. */
  void loseAnswerOfNextCommit(Runnable then) {
    instead = then;
    losesNextCommit = true;
  }

  /** Says whether a commit is still to come whose answer is lost. */
  boolean isToLose() {
    return losesNextCommit;
  }

  /** Nothing gets through any more, and nobody is told. */
  void fallSilent() {
    silence = new CountDownLatch(1);
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        sockets.add(client);
        connect(client);
      } catch (IOException e) {
        // The wire is closed.
        return;
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket server;
    try {
      server = new Socket(InetAddress.getLoopbackAddress(), database);
    } catch (IOException e) {
      // Nobody is there: whoever calls hears the same.
      client.close();
      return;
    }
    sockets.add(server);
    threads.execute(new Connection(client, server)::ask);
  }

  /** One connection, whose answers are lost once a commit of it is to be. */
  private final class Connection {
    private final Socket client;
    private final Socket server;
    private volatile boolean loses;

    Connection(Socket client, Socket server) {
      this.client = client;
      this.server = server;
      threads.execute(this::answer);
    }

    void ask() {
      pass(
          client,
          server,
          said -> {
            if (losesNextCommit && said.contains(COMMIT)) {
              losesNextCommit = false;
              loses = true;
            }
            return true;
          });
    }

    void answer() {
      pass(
          server,
          client,
          said -> {
            if (loses) {
              instead.run();
            }
            return !loses;
          });
    }

    private void pass(Socket from, Socket to, Ear ear) {
      byte[] buffer = new byte[1 << 16];
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          silence.await();
          if (!ear.letsThrough(new String(buffer, 0, read, ISO_8859_1))) {
            return;
          }
          out.write(buffer, 0, read);
        }
      } catch (IOException e) {
        // One end is gone: so is the other, now.
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private interface Ear {
    boolean letsThrough(String said);
  }

  @Override
  public void close() {
    silence.countDown();
    try {
      entrance.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
