package io.slots.benchmarks;

import io.slots.settings.Setting;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import io.slots.settings.SettingsExchange;
import io.slots.settings.SettingsPolicy;
import io.slots.settings.StickyNames;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The settings algebra of a swap (S3.4): both slots have so many settings, one in ten of them
 * sticky.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SettingsBenchmark {
  /** How many settings each slot has. */
  @Param({"10", "100", "1000"})
  public int size;

  private Settings source = Settings.none();
  private Settings target = Settings.none();
  private StickyNames sticky = StickyNames.none();

  /** Makes the settings. */
  @Setup
  public void setUp() {
    source = settings("source");
    target = settings("target");
    List<SettingKey> marked = new ArrayList<>();
    for (int i = 0; i < size; i += 10) {
      marked.add(SettingKey.appSetting("NAME_" + i));
    }
    sticky = StickyNames.none().with(marked);
  }

  private Settings settings(String slot) {
    List<Setting> settings = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      settings.add(Setting.of("NAME_" + i, slot + i));
    }
    return Settings.of(settings);
  }

  /** Reads which settings stay, and computes what both slots hold at each moment. */
  @Benchmark
  public SettingsExchange exchange() {
    return SettingsExchange.of(
        SettingsPolicy.functions2019().stickiness(sticky, List.of(source, target), true),
        source,
        target);
  }
}
