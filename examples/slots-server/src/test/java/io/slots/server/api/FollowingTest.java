package io.slots.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.core.Operations;
import io.slots.core.Running;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FollowingTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final OperationId ID = OperationId.of("op-1");
  private static final int LOOKS_UNTIL_TOLD = 8;

  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  @DisplayName("what has just ended, and was not told yet, is answered as ended")
  void view_ofWhatHasJustEnded_waitsForTheReport() {
    OperationView view = new Following(operations()).view(SHOP, ID);

    assertThat(view.state()).isEqualTo("ended");
    assertThat(looks).hasValue(LOOKS_UNTIL_TOLD);
  }

  /** Nothing is under way any more; the end is told at one of the next looks. */
  private Operations operations() {
    return fake(
        Operations.class,
        method ->
            switch (method) {
              case "follow" -> running();
              case "current" -> {
                if (looks.incrementAndGet() == LOOKS_UNTIL_TOLD) {
                  outcome.complete(Outcome.of(ended()));
                }
                yield Optional.empty();
              }
              default -> List.of();
            });
  }

  private Running running() {
    return fake(Running.class, method -> method.equals("outcome") ? outcome : ID);
  }

  private static EndedOperation ended() {
    return EndedOperation.builder()
        .id(ID)
        .app(SHOP)
        .kind(OperationKind.RESTART)
        .description("restart production")
        .addSlots(SlotName.PRODUCTION)
        .startedAt(Instant.EPOCH)
        .endedAt(Instant.EPOCH)
        .ending(Ending.COMPLETED)
        .build();
  }

  private static <T> T fake(Class<T> type, java.util.function.Function<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.apply(method.getName())));
  }
}
