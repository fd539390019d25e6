package io.slots.examples.haproxyswap;

import io.slots.OperationId;
import io.slots.core.Slots;
import io.slots.core.observe.Narrator;
import io.slots.core.probe.HttpHealthProbe;
import io.slots.examples.stage.Stage;
import io.slots.examples.stage.verdict.ProductionTimeline;
import io.slots.examples.stage.verdict.WatchedRouter;
import io.slots.haproxy.HaproxyRouter;
import io.slots.jdbc.JdbcSlotStore;
import io.slots.process.ProcessRuntime;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * An engine over HAProxy and PostgreSQL. It remembers nothing itself: one that is built in its
 * place finds everything there.
 */
final class Orchestrator implements AutoCloseable {
  private final ExecutorService executor;
  private final HaproxyRouter router;
  private final JdbcSlotStore store;
  private final Slots slots;

  private Orchestrator(
      ExecutorService executor, HaproxyRouter router, JdbcSlotStore store, Slots slots) {
    this.executor = executor;
    this.router = router;
    this.store = store;
    this.slots = slots;
  }

  /**
   * Builds one.
   *
   * @param ids the operations' names, of which the instances' are made: short ones, and unique in
   *     this run
   */
  static Orchestrator build(
      DataSource database,
      LocalHaproxy haproxy,
      ProcessRuntime processes,
      ProductionTimeline timeline,
      Supplier<OperationId> ids) {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    HaproxyRouter router =
        HaproxyRouter.builder(haproxy.state())
            .statsSocket(haproxy.statsSocket())
            .masterSocket(haproxy.masterSocket())
            .build(executor);
    JdbcSlotStore store = JdbcSlotStore.postgresql(database);
    Slots slots =
        Slots.builder()
            .name("haproxy-swap")
            .store(store)
            .restarter(processes)
            .provisioner(processes)
            .probe(HttpHealthProbe.create())
            .router(new WatchedRouter(router, timeline))
            .operationIds(ids)
            .limits(Stage.LIMITS)
            .listener(Narrator.create())
            .build();
    return new Orchestrator(executor, router, store, slots);
  }

  Slots slots() {
    return slots;
  }

  /** Ends the engine. HAProxy, the database and the instances go on. */
  @Override
  public void close() {
    try (router;
        store) {
      slots.close();
    } finally {
      executor.shutdown();
    }
  }
}
