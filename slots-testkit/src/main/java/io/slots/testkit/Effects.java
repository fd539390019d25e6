package io.slots.testkit;

import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.effect.CountInFlight;
import io.slots.effect.Decommission;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Provision;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.ResetKeys;
import io.slots.effect.Restart;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.effect.ShowToken;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What effects and their answers have in common, for whoever shows them. */
final class Effects {
  private Effects() {}

  /** The app that an effect concerns. */
  static AppName app(Effect effect) {
    if (effect instanceof Restart it) {
      return it.app();
    } else if (effect instanceof Probe it) {
      return it.app();
    } else if (effect instanceof Provision it) {
      return it.app();
    } else if (effect instanceof Decommission it) {
      return it.app();
    } else if (effect instanceof PublishRoutes it) {
      return it.table().app();
    } else if (effect instanceof ReadRoutes it) {
      return it.app();
    } else if (effect instanceof CountInFlight it) {
      return it.app();
    } else if (effect instanceof ResetKeys it) {
      return it.app();
    } else if (effect instanceof ShowToken it) {
      return it.app();
    }
    throw new IllegalArgumentException("no app is known of " + effect.getClass());
  }

  /** Returns an answer in plain words. */
  static String answer(@Nullable Object answer, @Nullable Throwable error) {
    if (error != null) {
      Throwable cause =
          error instanceof CompletionException && error.getCause() != null
              ? error.getCause()
              : error;
      return "failed: " + cause.getMessage();
    } else if (answer instanceof Instance instance) {
      return "runs at " + instance.address().getAuthority();
    } else if (answer instanceof ProbeAnswer.Responded it) {
      return Integer.toString(it.status());
    } else if (answer instanceof ProbeAnswer.TimedOut) {
      return "no answer in time";
    } else if (answer instanceof ProbeAnswer.Unreachable it) {
      return it.reason();
    } else if (answer instanceof RoutesAnswer.InForce it) {
      return "in force as " + it.generation();
    } else if (answer instanceof RoutesAnswer.Refused it) {
      return "refused: " + it.reason();
    } else if (answer instanceof Map<?, ?> counts) {
      return counts.values().stream().mapToInt(it -> (Integer) it).sum() + " in flight";
    } else if (answer instanceof Optional<?> table) {
      return table
          .filter(RoutingTable.class::isInstance)
          .map(it -> "generation " + ((RoutingTable) it).generation())
          .orElse("none");
    }
    return "done";
  }
}
