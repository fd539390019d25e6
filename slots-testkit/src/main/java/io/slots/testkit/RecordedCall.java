package io.slots.testkit;

import com.google.common.collect.ImmutableSet;
import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Effect;
import io.slots.operation.Position;
import io.slots.operation.StepName;
import io.slots.spi.Call;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A call of an SPI, as a fake saw it, and what has come of it so far. Its text shows no value of a
 * setting; its {@link #effect()} holds the values that the SPI was given.
 */
public final class RecordedCall {
  private final long order;
  private final int number;
  private final Instant at;
  private final Effect effect;
  private final Call call;
  private final Optional<OperationId> operation;
  private final Optional<Position> position;
  private final Set<SlotName> serving;
  private Optional<String> fault = Optional.empty();
  private Optional<Supplier<String>> result = Optional.empty();
  private Optional<Instant> answeredAt = Optional.empty();

  RecordedCall(
      long order,
      int number,
      Instant at,
      Effect effect,
      Call call,
      Optional<OperationId> operation,
      Optional<Position> position,
      Set<SlotName> serving) {
    this.order = order;
    this.number = number;
    this.at = at;
    this.effect = effect;
    this.call = call;
    this.operation = operation;
    this.position = position;
    this.serving = ImmutableSet.copyOf(serving);
  }

  /**
   * The how-manieth call it is since the kit was made, or since {@link SlotsTestKit#forgetCalls()};
   * 0 for the first, -1 if the fake did not take it.
   */
  public int number() {
    return number;
  }

  /** Tells which of two calls came first. */
  long order() {
    return order;
  }

  /** When. */
  public Instant at() {
    return at;
  }

  /** What was to be done. */
  public Effect effect() {
    return effect;
  }

  /**
   * On whose behalf, as the SPI was told. Where an SPI is not told, the attempt is 1, the token 0.
   */
  public Call call() {
    return call;
  }

  /** The app that it concerns. */
  public AppName app() {
    return Effects.app(effect);
  }

  /** The operation that made it; empty if it was made for none that is stored. */
  public Optional<OperationId> operation() {
    return operation;
  }

  /** Where the operation stood; empty where no operation was under way. */
  public Optional<Position> position() {
    return position;
  }

  /** The step in which it was made; empty where no operation was under way. */
  public Optional<StepName> step() {
    return position.map(Position::step);
  }

  /** The instance that it was made to, unless it concerns the app as a whole. */
  public Optional<InstanceId> instance() {
    return effect.instanceId();
  }

  /**
   * The slots whose requests went to the instance when the call was made: by the slot's own host,
   * or by a share of another's.
   */
  public Set<SlotName> serving() {
    return serving;
  }

  /** What was planted to go wrong with it, in plain words. */
  public Optional<String> fault() {
    return fault;
  }

  /** What the engine was answered, in plain words; empty as long as it was not. */
  public Optional<String> result() {
    return result.map(Supplier::get);
  }

  /** When the engine was answered. */
  public Optional<Instant> answeredAt() {
    return answeredAt;
  }

  /** Says whether the engine was answered, be it by a failure. */
  public boolean isAnswered() {
    return answeredAt.isPresent();
  }

  void fault(String fault) {
    this.fault = Optional.of(fault);
  }

  /**
   * A second answer changes nothing: the first is the one that the engine heard. Most are never
   * read, so that it is put into words when it is.
   */
  void answered(Supplier<String> result, Instant now) {
    if (answeredAt.isEmpty()) {
      this.result = Optional.of(result);
      this.answeredAt = Optional.of(now);
    }
  }

  /** Returns the call in a line, without a value of a setting. */
  @Override
  public String toString() {
    return at
        + " "
        + effect.describe()
        + (call.attempt() == 1 ? "" : " (attempt " + call.attempt() + ")");
  }
}
