package io.slots.benchmarks.peers;

import com.zaxxer.hikari.HikariDataSource;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Workflow;
import dev.dbos.transact.workflow.WorkflowHandle;
import io.slots.benchmarks.floor.HandWrittenApp;
import io.slots.benchmarks.floor.Platform;
import io.slots.benchmarks.floor.SwapStep;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * DBOS Transact: a workflow whose steps it checkpoints in PostgreSQL, and goes on with after a
 * crash; what to put back is the workflow's own code.
 */
final class Dbos implements Contender {
  /** A swap. */
  public interface Swaps {
    /** Swaps. */
    void swap(int app);
  }

  /** The workflow. */
  public static final class SwapsInSteps implements Swaps {
    private final DBOS dbos;
    private final Platform platform;
    private final List<HandWrittenApp> apps;

    private SwapsInSteps(DBOS dbos, Platform platform, List<HandWrittenApp> apps) {
      this.dbos = dbos;
      this.platform = platform;
      this.apps = apps;
    }

    @Override
    @Workflow(name = "swap")
    public void swap(int app) {
      SwapStep last = SwapStep.APPLY_SETTINGS;
      try {
        for (SwapStep step : SwapStep.values()) {
          last = step;
          dbos.runStep(() -> step.run(apps.get(app), platform), step.name());
        }
      } catch (RuntimeException e) {
        if (last.isPutBack()) {
          dbos.runStep(() -> SwapStep.putBack(apps.get(app), platform), "put back");
        }
        throw e;
      }
    }
  }

  private final HikariDataSource pool;
  private final DBOS dbos;
  private final Swaps swaps;

  Dbos(Platform platform, int apps, DataSource server, int connections) {
    pool = Databases.pool(server, connections);
    dbos = new DBOS(DBOSConfig.defaults("swaps").withDataSource(pool).withAppVersion("1"));
    swaps =
        dbos.registerProxy(
            Swaps.class,
            new SwapsInSteps(
                dbos, platform, IntStream.range(0, apps).mapToObj(HandWrittenApp::new).toList()));
    dbos.launch();
  }

  @Override
  public CompletionStage<?> swap(int app) {
    WorkflowHandle<Void, RuntimeException> handle = dbos.startWorkflow(() -> swaps.swap(app));
    handle.getResult();
    return CompletableFuture.completedFuture("done");
  }

  @Override
  public void close() {
    dbos.shutdown();
    pool.close();
  }
}
