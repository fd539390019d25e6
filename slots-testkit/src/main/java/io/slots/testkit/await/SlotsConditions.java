package io.slots.testkit.await;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.core.Slots;
import io.slots.operation.Ending;
import io.slots.operation.StepName;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeMatcher;

/**
 * What to wait for, as Awaitility takes it:
 *
 * <pre>{@code
 * await().until(operationsOf(slots, SHOP), areAt(StepName.WARM_UP));
 * await().until(operationsOf(slots, SHOP), areOver());
 * await().until(versionIn(slots, SHOP, PRODUCTION), is("v2"));
 * }</pre>
 *
 * <p>A condition that is not met in time tells what is under way, and what that waits for (S8.2).
 */
public final class SlotsConditions {
  private SlotsConditions() {}

  /** Looks at the operations of an app. */
  public static Callable<Glimpse> operationsOf(Slots slots, AppName app) {
    return () -> Glimpse.of(slots, app);
  }

  /** Looks at the version of the content in a slot; {@code ""} if there is none. */
  public static Callable<String> versionIn(Slots slots, AppName app, SlotName slot) {
    return () ->
        slots
            .apps()
            .find(app)
            .flatMap(it -> it.find(slot))
            .flatMap(it -> it.deployed())
            .map(it -> it.content().version())
            .orElse("");
  }

  /** Looks at an app; empty if it is not there, or not any more. */
  public static Callable<Optional<App>> app(Slots slots, AppName app) {
    return () -> slots.apps().find(app);
  }

  /** No operation is under way, and no deployment waits for its turn. Previews may pause. */
  public static Matcher<Glimpse> areOver() {
    return matcher("operations that are over", Glimpse::isIdle);
  }

  /** No operation is under way, and the last one ended so. */
  public static Matcher<Glimpse> ended(Ending ending) {
    return matcher(
        "operations that are over, the last one " + ending,
        it -> it.isIdle() && it.last().filter(last -> last.ending() == ending).isPresent());
  }

  /** An operation is at that step, on its way forward. */
  public static Matcher<Glimpse> areAt(StepName step) {
    return matcher(
        "an operation at \"" + step + "\"",
        it ->
            it.current()
                .filter(op -> op.position().step() == step && !op.isGoingBack())
                .isPresent());
  }

  /** An operation is being reverted. */
  public static Matcher<Glimpse> goBack() {
    return matcher(
        "an operation that is being reverted",
        it -> it.current().filter(op -> op.isGoingBack()).isPresent());
  }

  /** A swap with preview pauses, and waits to be completed or cancelled. */
  public static Matcher<Glimpse> pause() {
    return matcher("a swap that pauses", it -> !it.paused().isEmpty());
  }

  private static Matcher<Glimpse> matcher(String text, Predicate<Glimpse> predicate) {
    return new TypeSafeMatcher<>(Glimpse.class) {
      @Override
      protected boolean matchesSafely(Glimpse glimpse) {
        return predicate.test(glimpse);
      }

      @Override
      public void describeTo(Description description) {
        description.appendText(text);
      }
    };
  }
}
