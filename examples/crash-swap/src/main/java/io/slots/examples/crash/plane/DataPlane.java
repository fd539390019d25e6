package io.slots.examples.crash.plane;

import io.slots.examples.crash.Lifeline;
import io.slots.examples.crash.remote.ControlServer;
import io.slots.examples.stage.service.BundledService;
import io.slots.examples.stage.verdict.ProductionTimeline;
import io.slots.examples.stage.verdict.WatchedRouter;
import io.slots.process.ProcessRuntime;
import io.slots.proxy.EmbeddedProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Serves: a proxy, and child processes as instances, which orchestrators in other processes direct
 * (see {@link ControlServer}). It knows nothing of swaps. Its argument is the directory where it
 * keeps records and logs; once it serves it says where, in one line, as {@link PlanePorts}. It ends
 * with the process that started it.
 */
public final class DataPlane {
  private static final Duration START_UP = Duration.ofMillis(100);
  private static final Duration WARM_UP = Duration.ofMillis(50);

  private DataPlane() {}

  /** Serves until standard input ends. */
  public static void main(String[] args) throws IOException {
    ProductionTimeline timeline = new ProductionTimeline();
    try (ProcessRuntime processes =
            ProcessRuntime.builder()
                .directory(Path.of(args[0]))
                .command(it -> BundledService.commandLine(it.version(), START_UP, WARM_UP))
                .startDeadline(Duration.ofSeconds(45))
                .build();
        EmbeddedProxy proxy = EmbeddedProxy.builder().port(0).start();
        ControlServer control =
            ControlServer.start(new WatchedRouter(proxy, timeline), processes, timeline)) {
      System.out.println(new PlanePorts(control.port(), proxy.port()));
      System.out.flush();
      Lifeline.hold();
    }
  }
}
