package io.slots.testkit;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.effect.ResetKeys;
import io.slots.spi.Call;
import io.slots.spi.FunctionKeys;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Function keys that live in content, in memory: it counts how often they were reset. */
public final class FakeKeys implements FunctionKeys {
  private final World world;
  private final Multiset<ResetKeys> resets = HashMultiset.create();

  FakeKeys(World world) {
    this.world = world;
  }

  /** How often the slot's keys were reset. */
  public int resets(AppName app, SlotName slot) {
    return resets.count(new ResetKeys(app, slot));
  }

  @Override
  public CompletionStage<?> reset(ResetKeys reset, Call call) {
    return world.perform(
        reset,
        call,
        Duration.ZERO,
        () -> {
          resets.add(reset);
          return reset;
        });
  }
}
