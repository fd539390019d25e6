package io.slots.examples.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.slots.SlotsException;
import io.slots.app.AppName;
import io.slots.core.Slots;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches {@code SlottedApp}s, and looks after each: one look at a time, another where something
 * has changed meanwhile, and again after a pause where it could not be brought about.
 */
final class Operator implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Operator.class);
  private static final String FINALIZER = "slots.io/operator";

  private final KubernetesClient client;
  private final String namespace;
  private final Slots slots;
  private final Promotion promotion;
  private final Reports reports;
  private final Executor executor;
  private final ScheduledExecutorService scheduler;
  private final Duration pause;
  private final SharedIndexInformer<SlottedApp> informer;

  /** Who is being looked after; true if it is to be looked at again. */
  private final Map<String, Boolean> busy = new ConcurrentHashMap<>();

  Operator(
      KubernetesClient client,
      String namespace,
      Slots slots,
      Executor executor,
      ScheduledExecutorService scheduler,
      Duration pause) {
    this.client = client;
    this.namespace = namespace;
    this.slots = slots;
    this.executor = executor;
    this.scheduler = scheduler;
    this.pause = pause;
    promotion = new Promotion(slots);
    reports = new Reports(client, Clock.systemUTC());
    informer = client.resources(SlottedApp.class).inNamespace(namespace).runnableInformer(0);
  }

  void start() {
    informer.exceptionHandler((isStarted, failure) -> true);
    informer.addEventHandler(
        new ResourceEventHandler<SlottedApp>() {
          @Override
          public void onAdd(SlottedApp app) {
            look(app.getMetadata().getName());
          }

          @Override
          public void onUpdate(SlottedApp before, SlottedApp app) {
            if (!before.getMetadata().getGeneration().equals(app.getMetadata().getGeneration())
                || app.isMarkedForDeletion()) {
              look(app.getMetadata().getName()); // Our own reports change no generation.
            }
          }

          @Override
          public void onDelete(SlottedApp app, boolean unknown) {
            // It had our finalizer: what it had is gone already.
          }
        });
    var unused = informer.start();
  }

  private void look(String name) {
    if (busy.putIfAbsent(name, false) == null) {
      executor.execute(() -> work(name));
    } else {
      busy.replace(name, true);
    }
  }

  private void work(String name) {
    boolean again = false;
    try {
      again = !isBrought(name);
    } catch (SlotsException | io.fabric8.kubernetes.client.KubernetesClientException e) {
      log.warn("{} could not be looked after, and is later", name, e);
      again = true;
    }
    boolean changed = Boolean.TRUE.equals(busy.remove(name));
    if (changed) {
      look(name);
    } else if (again) {
      var unused = scheduler.schedule(() -> look(name), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private boolean isBrought(String name) {
    SlottedApp app = client.resources(SlottedApp.class).inNamespace(namespace).withName(name).get();
    if (app == null) {
      return true;
    }
    AppName slotted = AppName.of(name);
    if (app.isMarkedForDeletion()) {
      if (slots.apps().find(slotted).isPresent()
          && !slots.apps().deleteWithSlots(slotted).await().isDone()) {
        return false;
      }
      finalizer(app, false);
      return true;
    }
    finalizer(app, true);
    Promotion.Result result = promotion.bring(slotted, app.getSpec(), step -> progress(app, step));
    long generation = app.getMetadata().getGeneration();
    reports.status(
        app,
        status -> {
          status.observedGeneration = generation;
          status.production =
              Promotion.version(slots.apps().get(slotted), io.slots.app.SlotName.PRODUCTION);
          status.staging = Promotion.version(slots.apps().get(slotted), Promotion.STAGING);
          reports.condition(
              status, Reports.READY, result.done(), result.reason(), result.message());
          reports.condition(status, Reports.PROGRESSING, false, result.reason(), result.message());
        });
    reports.event(app, result.done(), result.reason(), result.message());
    return result.done();
  }

  private void progress(SlottedApp app, String step) {
    reports.status(
        app, status -> reports.condition(status, Reports.PROGRESSING, true, "Promoting", step));
    reports.event(app, true, "Promoting", step);
  }

  private void finalizer(SlottedApp app, boolean wanted) {
    if (app.hasFinalizer(FINALIZER) != wanted) {
      var unused =
          client
              .resources(SlottedApp.class)
              .inNamespace(namespace)
              .withName(app.getMetadata().getName())
              .edit(
                  present -> {
                    boolean changed =
                        wanted
                            ? present.addFinalizer(FINALIZER)
                            : present.removeFinalizer(FINALIZER);
                    log.debug("finalizer of {}: {}", present.getMetadata().getName(), changed);
                    return present;
                  });
    }
  }

  @Override
  public void close() {
    informer.stop();
  }
}
