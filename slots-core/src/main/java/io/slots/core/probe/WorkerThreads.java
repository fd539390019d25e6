package io.slots.core.probe;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The few threads on which answers are read. The client's default would start as many as there are
 * answers at one moment.
 */
final class WorkerThreads {
  /** More than one, so that a slow look-up of a host name does not hold up all other probes. */
  static final int MOST = 4;

  private static final int IDLE_SECONDS = 10;

  private WorkerThreads() {}

  static Executor start() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            MOST,
            MOST,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new ThreadFactoryBuilder().setNameFormat("slots-probe-%d").setDaemon(true).build());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
