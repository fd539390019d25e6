package io.slots.benchmarks.haproxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that keep their connections, ask without a pause and never retry. An answer ends with the
 * digit of the side that gave it: side {@code n % 2} serves from switch {@code n} on.
 */
final class KeepAliveLoad implements AutoCloseable {
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.ISO_8859_1);
  private static final int END = 0x0d0a0d0a;

  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong stale = new AtomicLong();
  private volatile long begun;
  private volatile long confirmed;
  private volatile boolean over;

  static KeepAliveLoad start(int port, int clients, long serving) {
    KeepAliveLoad load = new KeepAliveLoad();
    load.begin(serving);
    load.confirm(serving);
    for (int i = 0; i < clients; i++) {
      Thread thread = new Thread(() -> load.goOn(port), "client-" + i);
      thread.setDaemon(true);
      load.threads.add(thread);
      thread.start();
    }
    return load;
  }

  private void goOn(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[4096];
      while (!over) {
        long since = confirmed;
        out.write(REQUEST);
        int side = answer(in, buffer);
        long until = begun;
        answered.incrementAndGet();
        if (until == since && side != since % 2) {
          stale.incrementAndGet();
        }
      }
    } catch (IOException e) {
      failed.incrementAndGet();
    }
  }

  /** Reads a head and a body of one digit. */
  private static int answer(InputStream in, byte[] buffer) throws IOException {
    int length = 0;
    while (true) {
      int read = in.read(buffer, length, buffer.length - length);
      if (read < 0) {
        throw new EOFException();
      }
      length += read;
      if (length > OK.length + 5 && lastInt(buffer, length - 1) == END) {
        for (int i = 0; i < OK.length; i++) {
          if (buffer[i] != OK[i]) {
            throw new IOException(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
          }
        }
        return buffer[length - 1] - '0';
      }
    }
  }

  private static int lastInt(byte[] buffer, int end) {
    return buffer[end - 4] << 24 | buffer[end - 3] << 16 | buffer[end - 2] << 8 | buffer[end - 1];
  }

  void begin(long number) {
    begun = number;
  }

  void confirm(long number) {
    confirmed = number;
  }

  long answered() {
    return answered.get();
  }

  String result() {
    return answered + " requests, " + failed + " failed, " + stale + " answered by the old side";
  }

  @Override
  public void close() throws IOException {
    stop();
  }

  /** Returns when every client has its last answer. */
  void stop() throws IOException {
    over = true;
    for (Thread thread : threads) {
      try {
        thread.join(10_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }
}
