package io.slots.benchmarks.haproxy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that keep their connections and never retry, all on one thread, so that the two cores are
 * HAProxy's. They ask so many times a second, or as often as there are answers if that is less. An
 * answer ends with the digit of the side that gave it: side {@code n % 2} serves from switch {@code
 * n} on.
 */
final class PacedLoad implements AutoCloseable {
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.ISO_8859_1);
  private static final int END = 0x0d0a0d0a;
  private static final long SECOND = 1_000_000_000L;

  private final Selector selector;
  private final Queue<Client> idle = new ArrayDeque<>();
  private final long rate;
  private final Thread thread = new Thread(this::run, "load");
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong stale = new AtomicLong();
  private volatile long begun;
  private volatile long confirmed;
  private volatile boolean over;

  private static final class Client {
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(2048);
    private long since;

    Client(SocketChannel channel) {
      this.channel = channel;
    }
  }

  private PacedLoad(long rate) throws IOException {
    this.rate = rate;
    selector = Selector.open();
  }

  /** Connects that many clients, and begins. */
  static PacedLoad start(int port, int clients, long rate, long serving) throws IOException {
    PacedLoad load = new PacedLoad(rate);
    load.begin(serving);
    load.confirm(serving);
    for (int i = 0; i < clients; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      Client client = new Client(channel);
      SelectionKey unused = channel.register(load.selector, SelectionKey.OP_READ, client);
      load.idle.add(client);
    }
    load.thread.setDaemon(true);
    load.thread.start();
    return load;
  }

  private void run() {
    try {
      long second = System.nanoTime();
      long inSecond = 0;
      while (!over || sent.get() > answered.get() + failed.get()) {
        long now = System.nanoTime();
        if (now - second > SECOND / 10) {
          second = now; // What could not be sent in time is not made up for.
          inSecond = 0;
        }
        long due = (now - second) * rate / SECOND - inSecond;
        for (; due > 0 && !over && !idle.isEmpty(); due--) {
          send(idle.remove());
          inSecond++;
        }
        int ready = selector.select(this::ready, 1);
        if (ready == 0 && over && System.nanoTime() - now > 10 * SECOND) {
          throw new IOException("no answer");
        }
      }
    } catch (IOException e) {
      failed.incrementAndGet();
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void send(Client client) {
    try {
      client.since = confirmed;
      client.in.clear();
      sent.incrementAndGet();
      if (client.channel.write(ByteBuffer.wrap(REQUEST)) != REQUEST.length) {
        throw new IOException("a request does not fit into an empty socket");
      }
    } catch (IOException e) {
      lose(client, e);
    }
  }

  private void ready(SelectionKey key) {
    Client client = (Client) key.attachment();
    try {
      if (client.channel.read(client.in) < 0) {
        throw new EOFException("HAProxy closed a connection");
      }
      if (isWhole(client.in)) {
        take(client);
      }
    } catch (IOException e) {
      key.cancel();
      lose(client, e);
    }
  }

  private void take(Client client) throws IOException {
    for (int i = 0; i < OK.length; i++) {
      if (client.in.get(i) != OK[i]) {
        throw new IOException(
            new String(client.in.array(), 0, client.in.position(), StandardCharsets.ISO_8859_1));
      }
    }
    int side = client.in.get(client.in.position() - 1) - '0';
    // Between the beginning of a switch and its confirmation either side is right.
    if (begun == client.since && side != client.since % 2) {
      stale.incrementAndGet();
    }
    answered.incrementAndGet();
    idle.add(client);
  }

  /** The body has one digit. */
  private static boolean isWhole(ByteBuffer in) {
    int end = in.position() - 1;
    return end > OK.length + 5 && in.getInt(end - 4) == END;
  }

  private void lose(Client client, IOException e) {
    failed.incrementAndGet();
    System.err.println("failed: " + e);
    try {
      client.channel.close();
    } catch (IOException unclosed) {
      e.addSuppressed(unclosed);
    }
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
    return "%,d requests, %d failed, %d answered by the old side after the confirmation"
        .formatted(answered.get() + failed.get(), failed.get(), stale.get());
  }

  /** Returns when every request has its answer. */
  void stop() throws IOException {
    over = true;
    try {
      thread.join(20_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    stop();
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
