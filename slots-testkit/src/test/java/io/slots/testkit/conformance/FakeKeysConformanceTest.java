package io.slots.testkit.conformance;

import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.spi.FunctionKeys;
import io.slots.testkit.SlotsTestKit;
import java.util.EnumSet;
import java.util.Set;

final class FakeKeysConformanceTest implements FunctionKeysConformance {
  private final SlotsTestKit kit = SlotsTestKit.create();

  @Override
  public String name() {
    return "FakeKeys";
  }

  @Override
  public FunctionKeys keys() {
    return kit.keys();
  }

  @Override
  public String key(AppName app, SlotName slot) {
    return kit.keys().key(app, slot);
  }

  @Override
  public boolean works(AppName app, SlotName slot, String key) {
    return kit.keys().key(app, slot).equals(key);
  }

  @Override
  public Waiting waiting() {
    return Waiting.on(kit.time());
  }

  @Override
  public Set<Capability> unsupported() {
    return EnumSet.of(Capability.SEVERAL_THREADS);
  }
}
