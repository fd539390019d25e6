package io.slots.kubernetes.access;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.cluster.KubernetesException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for what the cluster does. A watch only wakes whoever waits; what is there is read anew
 * each time, and nothing is decided by an event. Should a watch lose one, somebody looks all the
 * same, at a pace of his own. No thread waits. Safe for use by several threads.
 */
public final class Waits implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Waits.class);

  private final Cluster cluster;
  private final Map<String, Set<Wait<?>>> waiting = new ConcurrentHashMap<>();
  private final Map<Class<?>, SharedIndexInformer<?>> informers = new HashMap<>();

  /** Of this cluster. */
  public Waits(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Has what happens to objects of this kind wake those who wait for their key.
   *
   * @param key the key of an object; empty wakes nobody
   */
  public synchronized <T extends HasMetadata> void watch(
      Class<T> type, Map<String, String> labels, Function<T, String> key) {
    if (informers.containsKey(type)) {
      return;
    }
    SharedIndexInformer<T> informer =
        cluster
            .client()
            .resources(type)
            .inNamespace(cluster.namespace())
            .withLabels(labels)
            .runnableInformer(0);
    informers.put(type, informer);
    informer.exceptionHandler((isStarted, failure) -> true); // For as long as it takes.
    informer.addEventHandler(
        new ResourceEventHandler<T>() {
          @Override
          public void onAdd(T object) {
            wake(key.apply(object));
          }

          @Override
          public void onUpdate(T before, T object) {
            wake(key.apply(object));
          }

          @Override
          public void onDelete(T object, boolean unknown) {
            wake(key.apply(object));
          }
        });
    var unused = informer.start();
  }

  /** Has those look who wait for {@code key}. */
  void wake(String key) {
    waiting.getOrDefault(key, Set.of()).forEach(Wait::wake);
  }

  /**
   * Looks until there is something to see, or a look fails. A look that the API server does not
   * answer is no failure, but is made again.
   *
   * @param pace after how long one looks again, should nobody be woken
   * @param limit how long at most
   * @param late what is said when it takes longer
   */
  public <T> CompletableFuture<T> until(
      String key,
      Supplier<Optional<T>> look,
      Duration pace,
      Duration limit,
      Supplier<String> late) {
    Wait<T> wait = new Wait<>(look, pace, cluster.nanoTime() + limit.toNanos(), late);
    waiting.compute(
        key,
        (same, others) -> {
          Set<Wait<?>> all = others == null ? ConcurrentHashMap.newKeySet() : others;
          all.add(wait);
          return all;
        });
    var unused =
        wait.answer.whenComplete(
            (value, failure) -> {
              wait.stop();
              waiting.computeIfPresent(
                  key,
                  (same, others) -> {
                    others.remove(wait);
                    return others.isEmpty() ? null : others;
                  });
            });
    wait.wake();
    return wait.answer;
  }

  /** Ends all watching and waiting. */
  @Override
  public synchronized void close() {
    informers.values().forEach(SharedIndexInformer::stop);
    waiting.values().stream()
        .flatMap(Collection::stream)
        .forEach(it -> it.answer.completeExceptionally(new KubernetesException("it was closed")));
  }

  private final class Wait<T> {
    private final Supplier<Optional<T>> look;
    private final Duration pace;
    private final long end;
    private final Supplier<String> late;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private Optional<Future<?>> timer = Optional.empty();
    private boolean looking;
    private boolean again;

    Wait(Supplier<Optional<T>> look, Duration pace, long end, Supplier<String> late) {
      this.look = look;
      this.pace = pace;
      this.end = end;
      this.late = late;
    }

    synchronized void wake() {
      if (answer.isDone()) {
        return;
      }
      if (looking) {
        again = true;
        return;
      }
      looking = true;
      stop(); // One timer at a time, however often somebody wakes.
      unlessShutDown(() -> cluster.executor().execute(this::look));
    }

    synchronized void stop() {
      timer.ifPresent(it -> it.cancel(false));
      timer = Optional.empty();
    }

    /** Who takes the threads away ends the waiting. */
    private void unlessShutDown(Runnable task) {
      try {
        task.run();
      } catch (RejectedExecutionException e) {
        answer.completeExceptionally(new KubernetesException("its threads were shut down"));
      }
    }

    private void look() {
      try {
        Optional<T> seen = look.get();
        seen.ifPresent(answer::complete);
        if (seen.isEmpty() && cluster.nanoTime() >= end) {
          answer.completeExceptionally(new KubernetesException(late.get()));
        }
      } catch (KubernetesException e) {
        if (cluster.nanoTime() >= end) {
          answer.completeExceptionally(e);
        } else {
          log.debug("Looked in vain, and looks again", e);
        }
      } catch (RuntimeException | Error e) {
        answer.completeExceptionally(e);
      }
      rest();
    }

    private synchronized void rest() {
      looking = false;
      if (again) {
        again = false;
        wake();
      } else if (!answer.isDone()) {
        unlessShutDown(
            () ->
                timer =
                    Optional.of(
                        cluster
                            .scheduler()
                            .schedule(this::wake, pace.toMillis(), TimeUnit.MILLISECONDS)));
      }
    }
  }
}
