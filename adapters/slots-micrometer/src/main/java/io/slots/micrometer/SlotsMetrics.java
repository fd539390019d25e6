package io.slots.micrometer;

import com.google.common.base.CaseFormat;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.slots.app.AppName;
import io.slots.effect.Effect;
import io.slots.event.SlotsEvent;
import io.slots.event.SlotsListener;
import io.slots.operation.EndedOperation;
import java.util.function.ToDoubleFunction;

/**
 * Measures what happens: timers for steps, operations and effects, a counter for how operations
 * ended, gauges for what is under way. {@link SlotsMeter} lists them all.
 *
 * <pre>{@code
 * Slots.builder().listener(SlotsMetrics.of(registry))…
 * }</pre>
 *
 * <p>It measures from its making on, in the one registry that it is given. Gauges see what this
 * listener has heard of; a registry holds them weakly, the engine holds the listener. Several
 * engines of a process have one each, told apart by {@linkplain Builder#tags tags}, for a registry
 * has one gauge of a name and tags. Percentiles and buckets are the registry's to configure, with a
 * {@code MeterFilter}.
 *
 * <p>Safe for use by several threads.
 */
public final class SlotsMetrics implements SlotsListener {
  private final Ledger ledger = new Ledger();
  private final boolean tagsApps;
  private final MeterProvider<Timer> steps;
  private final MeterProvider<Timer> operations;
  private final MeterProvider<Timer> effects;
  private final MeterProvider<Counter> endings;

  private SlotsMetrics(Builder builder) {
    MeterRegistry registry = builder.registry;
    tagsApps = builder.tagsApps;
    steps = timer(SlotsMeter.STEP_DURATION, builder);
    operations = timer(SlotsMeter.OPERATION_DURATION, builder);
    effects = timer(SlotsMeter.EFFECT_DURATION, builder);
    endings =
        Counter.builder(SlotsMeter.OPERATIONS.getName())
            .description(SlotsMeter.OPERATIONS.description())
            .tags(builder.tags)
            .withRegistry(registry);
    gauge(SlotsMeter.OPERATIONS_ACTIVE, builder, Ledger::active);
    gauge(SlotsMeter.OPERATIONS_PAUSED, builder, Ledger::paused);
    gauge(SlotsMeter.OPERATIONS_QUEUED, builder, Ledger::queued);
    gauge(SlotsMeter.OPERATIONS_WAITING, builder, Ledger::waiting);
    gauge(SlotsMeter.REQUESTS_DRAINING, builder, Ledger::inFlight);
  }

  private static MeterProvider<Timer> timer(SlotsMeter meter, Builder builder) {
    return Timer.builder(meter.getName())
        .description(meter.description())
        .tags(builder.tags)
        .withRegistry(builder.registry);
  }

  private void gauge(SlotsMeter meter, Builder builder, ToDoubleFunction<Ledger> value) {
    Gauge.builder(meter.getName(), ledger, value)
        .description(meter.description())
        .tags(builder.tags)
        .register(builder.registry);
  }

  /** Returns one that measures in {@code registry}, without tags of its own and without apps. */
  public static SlotsMetrics of(MeterRegistry registry) {
    return builder(registry).build();
  }

  /** Returns a builder of one that measures in {@code registry}. */
  public static Builder builder(MeterRegistry registry) {
    return new Builder(registry);
  }

  @Override
  public void on(SlotsEvent event) {
    ledger.on(event);
    if (event instanceof SlotsEvent.EffectEnded ended) {
      effects
          .withTags(
              tags(
                  event.app(),
                  SlotsTag.EFFECT.of(type(ended.effect())),
                  SlotsTag.OK.of(Boolean.toString(ended.ok()))))
          .record(ended.took());
    } else if (event instanceof SlotsEvent.StepEnded ended) {
      String kind = ledger.kind(event.operation()).map(SlotsTag::text).orElse("unknown");
      steps
          .withTags(
              tags(
                  event.app(),
                  SlotsTag.KIND.of(kind),
                  SlotsTag.STEP.of(ended.time().step()),
                  SlotsTag.DIRECTION.of(ended.time().direction())))
          .record(ended.time().took());
    } else if (event instanceof SlotsEvent.OperationEnded ended) {
      EndedOperation report = ended.report();
      Tags tags =
          tags(event.app(), SlotsTag.KIND.of(report.kind()), SlotsTag.ENDING.of(report.ending()));
      operations.withTags(tags).record(report.took());
      endings.withTags(tags).increment();
    }
  }

  private Tags tags(AppName app, Tag... tags) {
    Tags all = Tags.of(tags);
    return tagsApps ? all.and(SlotsTag.APP.of(app.toString())) : all;
  }

  /** Returns {@code publish-routes} for {@link io.slots.effect.PublishRoutes}. */
  private static String type(Effect effect) {
    return CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_HYPHEN, effect.getClass().getSimpleName());
  }

  /** Builds {@link SlotsMetrics}. Not safe for use by several threads. */
  public static final class Builder {
    private final MeterRegistry registry;
    private Tags tags = Tags.empty();
    private boolean tagsApps;

    private Builder(MeterRegistry registry) {
      this.registry = registry;
    }

    /** Tags that all meters have, such as the engine's name. */
    public Builder tags(Iterable<Tag> tags) {
      this.tags = this.tags.and(tags);
      return this;
    }

    /**
     * Has timers and counters tagged with the app's name too. That makes as many series more as
     * there are apps, so it is for those who have few.
     */
    public Builder tagApps() {
      tagsApps = true;
      return this;
    }

    /** Builds it, and registers its gauges. */
    public SlotsMetrics build() {
      return new SlotsMetrics(this);
    }
  }
}
