package io.slots.benchmarks.floor;

import com.google.common.collect.ImmutableMap;
import io.slots.benchmarks.floor.HandWrittenApp.Slot;
import java.util.List;
import java.util.Map;

/** The steps of a swap as plain code, without anybody who watches over them. */
public enum SwapStep {
  /** The source's instances restart with its free settings and the target's sticky ones. */
  APPLY_SETTINGS {
    @Override
    public void run(HandWrittenApp app, Platform platform) {
      Map<String, String> settings = HandWrittenApp.settings(app.source(), app.target());
      app.source().instances().forEach(it -> platform.restart(it, settings));
    }
  },
  /** They answer. */
  AWAIT_INSTANCES {
    @Override
    public void run(HandWrittenApp app, Platform platform) {
      app.source().instances().forEach(it -> platform.probe(it, app.target().host()));
    }
  },
  /** They answer the warm-up path. */
  WARM_UP {
    @Override
    public void run(HandWrittenApp app, Platform platform) {
      app.source().instances().forEach(it -> platform.probe(it, app.target().host()));
    }
  },
  /** The routes of both slots change: the point of no return. */
  UPDATE_ROUTING {
    @Override
    public void run(HandWrittenApp app, Platform platform) {
      app.exchange();
      publish(app, platform, app.source().instances());
    }
  },
  /** What has left is taken out, and finishes its requests. */
  DRAIN_FORMER_TARGET {
    @Override
    public void run(HandWrittenApp app, Platform platform) {
      publish(app, platform, List.of());
      platform.countInFlight(app.source().instances().size());
    }
  },
  /** It restarts with the settings of where it is now, answers, and is routed to again. */
  REPEAT_FOR_SOURCE {
    @Override
    public void run(HandWrittenApp app, Platform platform) {
      Slot former = app.source();
      former.instances().forEach(it -> platform.restart(it, former.settings()));
      former.instances().forEach(it -> platform.probe(it, former.host()));
      publish(app, platform, former.instances());
    }
  };

  /** Does it. */
  public abstract void run(HandWrittenApp app, Platform platform);

  /** Does all of them: what a first script does. */
  public static void runAll(HandWrittenApp app, Platform platform) {
    for (SwapStep step : values()) {
      step.run(app, platform);
    }
  }

  private static void publish(HandWrittenApp app, Platform platform, List<String> former) {
    platform.publish(
        ImmutableMap.of(
            app.source().host(), former, app.target().host(), app.target().instances()));
  }

  /** Whether what failed in it is put back; after the switch nothing is. */
  public boolean isPutBack() {
    return compareTo(UPDATE_ROUTING) <= 0;
  }

  /** Puts back what was done before the switch. */
  public static void putBack(HandWrittenApp app, Platform platform) {
    app.source().instances().forEach(it -> platform.restart(it, app.source().settings()));
  }
}
