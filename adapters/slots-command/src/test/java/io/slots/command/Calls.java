package io.slots.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import io.slots.spi.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Effects and calls for the tests, and what comes of them. */
final class Calls {
  static final AppName SHOP = AppName.of("shop");
  static final SlotName STAGING = SlotName.of("Staging");

  /** Long enough for a busy machine; no test waits so long unless it fails. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private Calls() {}

  static Call call(long fencingToken) {
    return new Call(OperationId.of("op-1"), 1, fencingToken);
  }

  static Provision provision(String instance, String script, Setting... settings) {
    return new Provision(
        SHOP, STAGING, content(script), InstanceId.of(instance), Settings.of(settings));
  }

  static Restart restart(Instance instance, String script, Setting... settings) {
    return new Restart(SHOP, SlotName.PRODUCTION, content(script), instance, Settings.of(settings));
  }

  static Content content(String script) {
    return Content.of("v1", script);
  }

  /** Waits for the answer. */
  static <T> T done(CompletionStage<T> stage) {
    return assertThat(stage.toCompletableFuture()).succeedsWithin(PATIENCE).actual();
  }

  /** Waits for the failure, and returns it. */
  static Throwable failed(CompletionStage<?> stage) {
    Throwable failure =
        catchThrowable(
            () -> stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertThat(failure).isInstanceOf(ExecutionException.class);
    return Objects.requireNonNull(failure.getCause());
  }

  /** Waits until it is so. */
  static void await(Condition condition) {
    Awaitility.await().atMost(PATIENCE).until(condition::isSo);
  }

  /** What a test waits for. */
  interface Condition {
    boolean isSo() throws IOException;
  }
}
