package io.slots.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Clients that keep their connections and never retry, all on one thread, so that the rest of the
 * machine is the proxy's. They ask so many times a second, or as often as there are answers if that
 * is less. A connection that the proxy closes is made anew; it counts as failed only if a request
 * was lost with it, not if its last answer said so. An answer ends with the digit of the side that
 * gave it: side {@code n % 2} serves from switch {@code n} on.
 */
public final class PacedLoad implements AutoCloseable {
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] OK = "HTTP/1.1 200".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] CLOSE = "connection: close".getBytes(StandardCharsets.ISO_8859_1);
  private static final int END = 0x0d0a0d0a;

  /** More than any loopback answers: as often as there are answers. */
  public static final long CLOSED_LOOP = 1_000_000_000;

  private static final int MOST_TOLD = 20;
  private static final long SECOND = 1_000_000_000L;

  private final Selector selector;
  private final Queue<Client> idle = new ArrayDeque<>();
  private final int port;
  private final long rate;
  private final Thread thread = new Thread(this::run, "load");
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong stale = new AtomicLong();
  private final AtomicLong reconnected = new AtomicLong();
  private final Histogram nanos = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
  private volatile long begun;
  private volatile long confirmed;
  private volatile boolean over;
  private volatile Optional<Exception> broken = Optional.empty();

  private static final class Client {
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(2048);
    private long since;
    private long sentAt;
    private boolean asks;

    Client(SocketChannel channel) {
      this.channel = channel;
    }
  }

  private PacedLoad(int port, long rate) throws IOException {
    this.port = port;
    this.rate = rate;
    selector = Selector.open();
  }

  /**
   * Connects that many clients, and begins.
   *
   * @param rate how many requests a second, or {@link #CLOSED_LOOP}
   * @param serving the switch after which it begins
   */
  public static PacedLoad start(int port, int clients, long rate, long serving) throws IOException {
    PacedLoad load = new PacedLoad(port, rate);
    load.begin(serving);
    load.confirm(serving);
    for (int i = 0; i < clients; i++) {
      load.connect();
    }
    load.thread.setDaemon(true);
    load.thread.start();
    return load;
  }

  private void connect() throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    Client client = new Client(channel);
    SelectionKey unused = channel.register(selector, SelectionKey.OP_READ, client);
    idle.add(client);
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
    } catch (IOException | UncheckedIOException e) {
      broken = Optional.of(e);
    }
  }

  private void send(Client client) throws IOException {
    try {
      client.since = confirmed;
      client.in.clear();
      client.asks = true;
      client.sentAt = System.nanoTime();
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
        if (!client.asks) {
          leave(client);
          return;
        }
        throw new EOFException("the proxy closed a connection that was asked something");
      }
      if (isWhole(client.in)) {
        take(client);
      }
    } catch (IOException e) {
      key.cancel();
      loseUnchecked(client, e);
    }
  }

  private void loseUnchecked(Client client, IOException why) {
    try {
      lose(client, why);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    client.asks = false;
    answered.incrementAndGet();
    nanos.recordValue(
        Math.min(System.nanoTime() - client.sentAt, nanos.getHighestTrackableValue()));
    if (saysThatItCloses(client.in)) {
      leave(client);
    } else {
      idle.add(client);
    }
  }

  /** Whatever its case, for one writes it so and another so. */
  private static boolean saysThatItCloses(ByteBuffer in) {
    int matched = 0;
    for (int i = OK.length; i < in.position(); i++) {
      int lower = in.get(i) | 0x20;
      matched = lower == (CLOSE[matched] | 0x20) ? matched + 1 : lower == 'c' ? 1 : 0;
      if (matched == CLOSE.length) {
        return true;
      }
    }
    return false;
  }

  /** Another takes its place, which has asked nothing yet. */
  private void leave(Client client) throws IOException {
    idle.remove(client);
    client.channel.close();
    reconnected.incrementAndGet();
    connect();
  }

  /** The body has one digit. */
  private static boolean isWhole(ByteBuffer in) {
    int end = in.position() - 1;
    return end > OK.length + 5 && in.getInt(end - 4) == END;
  }

  private void lose(Client client, IOException e) throws IOException {
    if (failed.incrementAndGet() <= MOST_TOLD) {
      System.err.println("failed: " + e);
    }
    leave(client);
  }

  /** A switch begins: from now on either side is right. */
  public void begin(long number) {
    begun = number;
  }

  /** A switch is confirmed: what is asked from now on is answered by its side. */
  public void confirm(long number) {
    confirmed = number;
  }

  /** How many requests were answered. */
  public long answered() {
    return answered.get();
  }

  /** How many were not, or wrongly. */
  public long failed() {
    return failed.get();
  }

  /** How many were answered by the old side although the switch was confirmed before they began. */
  public long stale() {
    return stale.get();
  }

  /** How many connections were made anew. */
  public long reconnected() {
    return reconnected.get();
  }

  /** How long what was answered took, in nanoseconds; a copy. */
  public Histogram nanos() {
    return nanos.copy();
  }

  /** Returns it in words. */
  public String result() {
    return "%,d requests, %d failed, %d answered by the old side after the confirmation"
        .formatted(answered.get() + failed.get(), failed.get(), stale.get());
  }

  /** Returns when every request has its answer. */
  public void stop() throws IOException {
    over = true;
    try {
      thread.join(20_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    if (broken.isPresent()) {
      throw new IOException("the load has ended early", broken.get());
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
