package io.slots.examples.stage.load;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.apache.hc.core5.util.Timeout;

/**
 * Runs a {@link Workload}: each connection has a thread of its own, which sends the next request
 * when the last one is answered. Thread-safe.
 */
public final class Load implements AutoCloseable {
  private static final Timeout NO_ANSWER = Timeout.ofSeconds(15);

  private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
  private final LongAdder answered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Client> clients;
  private final List<Thread> threads;
  private final Duration pause;

  private Load(int port, String host, Workload workload, Duration pause) {
    this.pause = pause;
    this.clients =
        workload.connections().stream().map(it -> new Client(port, host, NO_ANSWER)).toList();
    this.threads =
        IntStream.range(0, clients.size())
            .mapToObj(number -> thread(number, workload.connections().get(number)))
            .toList();
  }

  /**
   * Starts the load.
   *
   * @param port where the proxy listens, on loopback
   * @param host the host that is asked for
   * @param pause how long a connection rests between an answer and its next request
   */
  public static Load start(int port, String host, Workload workload, Duration pause) {
    Load load = new Load(port, host, workload, pause);
    load.threads.forEach(Thread::start);
    return load;
  }

  private Thread thread(int number, Workload.Connection connection) {
    Client client = clients.get(number);
    Thread thread = new Thread(() -> run(client, connection), "load-" + (number + 1));
    thread.setDaemon(true);
    return thread;
  }

  private void run(Client client, Workload.Connection connection) {
    try {
      while (!stop.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        Exchange exchange = client.send(connection.next().get());
        exchanges.add(exchange);
        (exchange.isFailed() ? failed : answered).increment();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many requests were answered up to now. */
  public long answered() {
    return answered.sum();
  }

  /** How many requests failed up to now. */
  public long failed() {
    return failed.sum();
  }

  /** Lets each connection finish its request, and returns all exchanges, as they were begun. */
  public List<Exchange> finish() throws InterruptedException {
    stop.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    close();
    return exchanges.stream().sorted(Comparator.comparingLong(Exchange::begun)).toList();
  }

  /** Stops at once; requests under way are cut off. */
  @Override
  public void close() {
    stop.countDown();
    clients.forEach(Client::close);
  }
}
