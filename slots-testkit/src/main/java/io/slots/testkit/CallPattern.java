package io.slots.testkit;

import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.app.RequestPath;
import io.slots.app.SlotName;
import io.slots.effect.CountInFlight;
import io.slots.effect.Decommission;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.Provision;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.ResetKeys;
import io.slots.effect.Restart;
import io.slots.effect.ShowToken;
import io.slots.operation.Direction;
import io.slots.operation.StepName;
import java.util.function.Predicate;

/**
 * Which calls are meant, as a sentence that a fault or an assertion takes:
 *
 * <pre>{@code
 * restarts().of(instance)
 * probes().inStep(WARM_UP)
 * anyCall().goingBack()
 * }</pre>
 *
 * <p>A value: each method returns a narrower one.
 */
public final class CallPattern implements Predicate<RecordedCall> {
  private final String text;
  private final Predicate<RecordedCall> predicate;

  private CallPattern(String text, Predicate<RecordedCall> predicate) {
    this.text = text;
    this.predicate = predicate;
  }

  /** Any call of a router, a platform, a probe, or for keys. */
  public static CallPattern anyCall() {
    return new CallPattern("any call", call -> true);
  }

  /** Calls that make instances. */
  public static CallPattern provisions() {
    return callsOf(Provision.class, "the start of an instance");
  }

  /** Calls that restart instances. */
  public static CallPattern restarts() {
    return callsOf(Restart.class, "a restart");
  }

  /** Calls that end instances. */
  public static CallPattern decommissions() {
    return callsOf(Decommission.class, "the end of an instance");
  }

  /** Calls that ask instances for a path. */
  public static CallPattern probes() {
    return callsOf(Probe.class, "a probe");
  }

  /** Calls that ask instances for {@code path}. */
  public static CallPattern probes(String path) {
    return new CallPattern(
        "a probe of " + RequestPath.shown(path),
        call -> call.effect() instanceof Probe probe && probe.path().equals(path));
  }

  /** Calls that bring routes into force. */
  public static CallPattern publications() {
    return callsOf(PublishRoutes.class, "the publication of routes");
  }

  /** Calls that read the routes in force. */
  public static CallPattern readings() {
    return callsOf(ReadRoutes.class, "the reading of routes");
  }

  /** Calls that count requests in flight. */
  public static CallPattern counts() {
    return callsOf(CountInFlight.class, "a count of what is in flight");
  }

  /** Calls that reset function keys. */
  public static CallPattern keyResets() {
    return callsOf(ResetKeys.class, "a reset of keys");
  }

  /** Calls that show a part of the platform who is in charge (S9.4). */
  public static CallPattern takeOvers() {
    return callsOf(ShowToken.class, "the showing of a token");
  }

  /** Calls of a kind of effect. */
  public static CallPattern callsOf(Class<? extends Effect> kind) {
    return callsOf(kind, kind.getSimpleName());
  }

  private static CallPattern callsOf(Class<? extends Effect> kind, String text) {
    return new CallPattern(text, call -> kind.isInstance(call.effect()));
  }

  /** Only those that are made to that instance. */
  public CallPattern of(InstanceId instance) {
    return and("of " + instance, call -> call.instance().filter(instance::equals).isPresent());
  }

  /** Only those that are made to an instance which then serves the slot's requests. */
  public CallPattern serving(SlotName slot) {
    return and("that serves " + slot, call -> call.serving().contains(slot));
  }

  /** Only those that concern that app. */
  public CallPattern ofApp(AppName app) {
    return and("of app " + app, call -> call.app().equals(app));
  }

  /** Only those that are made in that step, be it done or undone. */
  public CallPattern inStep(StepName step) {
    return and("in step \"" + step + "\"", call -> call.step().filter(step::equals).isPresent());
  }

  /** Only those that are made to undo something. */
  public CallPattern goingBack() {
    return and(
        "going back",
        call -> call.position().filter(it -> it.direction() == Direction.BACK).isPresent());
  }

  /** Only those that {@code condition} accepts, which {@code text} says in plain words. */
  public CallPattern and(String text, Predicate<RecordedCall> condition) {
    return new CallPattern(this.text + " " + text, predicate.and(condition));
  }

  @Override
  public boolean test(RecordedCall call) {
    return predicate.test(call);
  }

  /** Returns the pattern in words. */
  @Override
  public String toString() {
    return text;
  }
}
