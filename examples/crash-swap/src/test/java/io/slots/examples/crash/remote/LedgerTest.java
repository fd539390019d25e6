package io.slots.examples.crash.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.examples.crash.remote.Ledger.Counted;
import io.slots.examples.crash.remote.Ledger.Part;
import io.slots.spi.Call;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S9.4 a fencing token goes with every effect")
class LedgerTest {
  private static final AppName SHOP = AppName.of("shop");

  private final Ledger ledger = new Ledger();

  @Test
  void count_tokensThatRise_areNotOld() {
    call(SHOP, 1, done());
    call(SHOP, 2, done());
    call(SHOP, 2, refused());

    assertThat(ledger.counted()).isEqualTo(new Counted(3, 0, 0, 0));
  }

  @Test
  void count_anOldTokenThatIsRefused_isCountedSo() {
    call(SHOP, 2, done());
    call(SHOP, 1, refused());
    call(SHOP, 1, CompletableFuture.completedStage(false));

    assertThat(ledger.counted()).isEqualTo(new Counted(3, 2, 0, 0));
  }

  @Test
  void count_anOldTokenThatIsNotRefused_isWhatMustNotBe() {
    call(SHOP, 2, refused());
    call(SHOP, 1, done());

    assertThat(ledger.counted()).isEqualTo(new Counted(2, 0, 1, 0));
  }

  @Test
  void count_theTokenOfAnotherApp_isAnotherMatter() {
    call(SHOP, 2, done());
    call(AppName.of("blog"), 1, done());

    assertThat(ledger.counted()).isEqualTo(new Counted(2, 0, 0, 0));
  }

  @Test
  void count_whileOnlyTheOtherPartWasShownANewerToken_isToldApart() {
    show(Part.ROUTER, 2);
    call(SHOP, 1, done());
    call(SHOP, 1, refused());

    assertThat(ledger.counted()).isEqualTo(new Counted(2, 1, 0, 1));
  }

  @Test
  void count_onceThePartWasShownANewerToken_mustBeRefused() {
    show(Part.ROUTER, 2);
    show(Part.PLATFORM, 2);
    call(SHOP, 1, done());

    assertThat(ledger.counted()).isEqualTo(new Counted(1, 0, 1, 0));
  }

  @Test
  void count_onceANewerTokenHasChangedSomethingElsewhere_mustBeRefused() {
    CompletionStage<Boolean> unused =
        ledger.count(
            Part.ROUTER, SHOP, new Call(OperationId.of("op1"), 1, 2), it -> it, LedgerTest::done);
    call(SHOP, 1, done());

    assertThat(ledger.counted()).isEqualTo(new Counted(2, 0, 1, 0));
  }

  private void show(Part part, long token) {
    CompletionStage<Boolean> unused =
        ledger.show(part, SHOP, new Call(OperationId.of("op1"), 1, token), LedgerTest::done);
  }

  private void call(AppName app, long token, CompletionStage<Boolean> answer) {
    CompletionStage<Boolean> unused =
        ledger.count(
            Part.PLATFORM, app, new Call(OperationId.of("op1"), 1, token), it -> it, () -> answer);
  }

  private static CompletionStage<Boolean> done() {
    return CompletableFuture.completedStage(true);
  }

  private static CompletionStage<Boolean> refused() {
    return CompletableFuture.failedStage(new IllegalStateException("old"));
  }
}
