package io.slots.process;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where blocking work is done and time is kept: the embedder's, or our own, which are closed. */
final class Threads implements AutoCloseable {
  private static final int WORKERS = 8;

  private final Executor executor;
  private final ScheduledExecutorService scheduler;
  private final Optional<ExecutorService> ownExecutor;
  private final Optional<ExecutorService> ownScheduler;

  Threads(Optional<Executor> executor, Optional<ScheduledExecutorService> scheduler) {
    ownExecutor = executor.isPresent() ? Optional.empty() : Optional.of(newExecutor());
    this.executor = executor.or(() -> ownExecutor).orElseThrow();
    Optional<ScheduledExecutorService> own =
        scheduler.isPresent() ? Optional.empty() : Optional.of(newScheduler());
    this.scheduler = scheduler.or(() -> own).orElseThrow();
    ownScheduler = own.map(service -> service);
  }

  private static ExecutorService newExecutor() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            WORKERS, WORKERS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons("worker"));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static ScheduledExecutorService newScheduler() {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons("timer"));
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  private static ThreadFactory daemons(String role) {
    return new ThreadFactoryBuilder()
        .setNameFormat("slots-process-" + role + "-%d")
        .setDaemon(true)
        .build();
  }

  Executor executor() {
    return executor;
  }

  ScheduledExecutorService scheduler() {
    return scheduler;
  }

  @Override
  public void close() {
    ownScheduler.ifPresent(ExecutorService::shutdownNow);
    ownExecutor.ifPresent(ExecutorService::shutdown);
  }
}
