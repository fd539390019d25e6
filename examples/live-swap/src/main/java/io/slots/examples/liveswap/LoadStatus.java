package io.slots.examples.liveswap;

import io.slots.examples.stage.load.Load;
import io.slots.examples.stage.verdict.ProductionTimeline;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** One line about the load, as it is now. Thread-safe. */
final class LoadStatus implements Supplier<String> {
  private final ProductionTimeline timeline;
  private volatile Optional<Load> load = Optional.empty();

  LoadStatus(ProductionTimeline timeline) {
    this.timeline = timeline;
  }

  void of(Load load) {
    this.load = Optional.of(load);
  }

  Optional<Load> load() {
    return load;
  }

  @Override
  public String get() {
    return load.map(
            it ->
                String.format(
                    Locale.ROOT,
                    "load: %,d answered, %,d failed; production is %s",
                    it.answered(),
                    it.failed(),
                    timeline.current()))
        .orElse("no load yet");
  }
}
