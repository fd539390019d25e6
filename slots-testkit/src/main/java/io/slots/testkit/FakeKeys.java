package io.slots.testkit;

import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.effect.Effect;
import io.slots.effect.ResetKeys;
import io.slots.effect.ShowToken;
import io.slots.spi.Call;
import io.slots.spi.FunctionKeys;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Function keys in memory: one for each slot. Strict: it refuses older fencing tokens. */
public final class FakeKeys implements FunctionKeys {
  private final World world;
  private final Map<ResetKeys, Integer> resets = new HashMap<>();
  private final Map<AppName, Long> tokens = new HashMap<>();

  FakeKeys(World world) {
    this.world = world;
  }

  /** The key of a slot that works at present. */
  public String key(AppName app, SlotName slot) {
    return "key-" + app + "-" + slot + "-" + resets.getOrDefault(new ResetKeys(app, slot), 0);
  }

  @Override
  public CompletionStage<?> reset(ResetKeys reset, Call call) {
    return world.perform(
        reset,
        call,
        Duration.ZERO,
        () -> {
          admit(reset.app(), reset, call);
          return resets.merge(reset, 1, Integer::sum);
        });
  }

  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    ShowToken effect = new ShowToken(app);
    return world.perform(
        effect,
        call,
        Duration.ofMillis(1),
        () -> {
          admit(app, effect, call);
          return app;
        });
  }

  private void admit(AppName app, Effect effect, Call call) {
    long highest = tokens.merge(app, call.fencingToken(), Math::max);
    if (call.fencingToken() < highest) {
      world.fenced(effect, call);
      throw new IllegalStateException(
          "fencing token " + call.fencingToken() + " is older than " + highest);
    }
  }
}
