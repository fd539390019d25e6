package io.slots.testkit.conformance;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.conformance.Answers.beginAny;
import static io.slots.testkit.conformance.Fixtures.OTHER;
import static io.slots.testkit.conformance.Fixtures.SHOP;
import static io.slots.testkit.conformance.Fixtures.STAGING;
import static io.slots.testkit.conformance.Fixtures.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.effect.ResetKeys;
import io.slots.spi.Call;
import io.slots.spi.FunctionKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What all {@link FunctionKeys} do. */
public interface FunctionKeysConformance extends Conformance {
  /** The keys of the slots; the same ones throughout a test. */
  FunctionKeys keys();

  /** A key of the slot that works at present, got by whatever means. */
  String key(AppName app, SlotName slot);

  /** Whether the slot accepts the key. */
  boolean works(AppName app, SlotName slot, String key);

  /** Whoever has the old keys is locked out, and there are new ones. */
  @Test
  @Core
  @DisplayName("S4.10 after a reset the old key does not work, and there is a new one that does")
  default void S4_10_reset_makesNewKeys() {
    String old = key(SHOP, STAGING);
    assertThat(works(SHOP, STAGING, old)).isTrue();

    reset(SHOP, STAGING, call(1));

    assertThat(works(SHOP, STAGING, old)).as("the old key works").isFalse();
    assertThat(key(SHOP, STAGING)).isNotEqualTo(old);
    assertThat(works(SHOP, STAGING, key(SHOP, STAGING))).as("the new key works").isTrue();
  }

  /** Clients of other slots and apps keep their keys. */
  @Test
  @Core
  @DisplayName("S4.10 a reset touches no other slot's keys")
  default void S4_10_reset_touchesNoOtherSlot() {
    String production = key(SHOP, PRODUCTION);
    String other = key(OTHER, STAGING);

    reset(SHOP, STAGING, call(1));

    assertThat(works(SHOP, PRODUCTION, production)).isTrue();
    assertThat(works(OTHER, STAGING, other)).isTrue();
  }

  /** The answer is lost, the engine asks again: there is a key that works, and no old one does. */
  @Test
  @Core
  @DisplayName("S9.5 the same call again ends in the same: a key that works, and no old one")
  default void S9_5_sameCallAgain_endsInTheSame() {
    String old = key(SHOP, STAGING);
    CompletableFuture<?> lost = beginAny(() -> keys().reset(reset(SHOP, STAGING), call(1)));
    reset(SHOP, STAGING, call(1, 2));
    waiting().untilDone(lost);

    reset(SHOP, STAGING, call(1, 3));

    assertThat(works(SHOP, STAGING, old)).isFalse();
    assertThat(works(SHOP, STAGING, key(SHOP, STAGING))).isTrue();
  }

  /** An engine that was superseded locks nobody out. */
  @Test
  @Core
  @Needs(Capability.FENCING)
  @DisplayName("S9.4 a call with an older token is refused, and the keys stay")
  default void S9_4_olderToken_isRefused() {
    reset(SHOP, STAGING, call(5));

    expectOlderRefused(call(4));
  }

  /** From when fence has completed, nothing comes through that was sent with an older token. */
  @Test
  @Core
  @Needs(Capability.FENCING)
  @DisplayName("S9.4 after fence a call with an older token is refused, and the keys stay")
  default void S9_4_fence_olderCallIsRefusedAfterwards() {
    Answers.of(this).get(beginAny(() -> keys().fence(SHOP, call(7))));

    expectOlderRefused(call(6));
  }

  /** Another engine may have taken over since; who fences late must not believe that it may act. */
  @Test
  @Core
  @Needs(Capability.FENCING)
  @DisplayName("S9.4 fence fails with an older token, and may be repeated with the same")
  default void S9_4_fence_withAnOlderToken_fails() {
    FenceChecks.olderFails(this, keys());
  }

  /** Tokens are counted for each app. */
  @Test
  @Core
  @DisplayName("S9.4 one app's tokens do not fence another app")
  default void S9_4_tokensOfOneApp_doNotFenceAnother() {
    reset(SHOP, STAGING, call(7));
    Answers.of(this).get(beginAny(() -> keys().fence(SHOP, call(8))));
    String old = key(OTHER, STAGING);

    reset(OTHER, STAGING, call(1));

    assertThat(works(OTHER, STAGING, old)).isFalse();
  }

  /** A caller that is interrupted has its own reasons for that. */
  @Test
  @Core
  @DisplayName("P1 an interrupted caller is served, and stays interrupted")
  default void P1_interruptedCaller_isServed() {
    String old = key(SHOP, STAGING);
    Answers answers = Answers.of(this);

    answers.get(
        answers.whileInterrupted(
            () -> keys().reset(reset(SHOP, STAGING), call(1)).thenApply(done -> true)));

    assertThat(works(SHOP, STAGING, old)).isFalse();
  }

  /** Swaps of several apps reset keys at the same time. */
  @Test
  @Core
  @Needs(Capability.SEVERAL_THREADS)
  @DisplayName("P1 resets for several apps at once are kept apart")
  default void P1_severalAtOnce_areKeptApart() {
    List<String> old = new ArrayList<>();
    List<Supplier<CompletionStage<Boolean>>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      AppName app = AppName.of("app-" + i);
      old.add(key(app, STAGING));
      calls.add(() -> keys().reset(reset(app, STAGING), call(1)).thenApply(done -> true));
    }

    for (CompletableFuture<?> answer : Answers.of(this).together(calls)) {
      Answers.of(this).get(answer);
    }

    for (int i = 0; i < 4; i++) {
      AppName app = AppName.of("app-" + i);
      assertThat(works(app, STAGING, old.get(i))).isFalse();
      assertThat(works(app, STAGING, key(app, STAGING))).isTrue();
    }
  }

  private static ResetKeys reset(AppName app, SlotName slot) {
    return new ResetKeys(app, slot);
  }

  private void reset(AppName app, SlotName slot, Call call) {
    Answers.of(this).get(beginAny(() -> keys().reset(reset(app, slot), call)));
  }

  private void expectOlderRefused(Call older) {
    String present = key(SHOP, STAGING);
    CompletableFuture<?> answer = beginAny(() -> keys().reset(reset(SHOP, STAGING), older));
    if (unsupported().contains(Capability.FENCING)) {
      Answers.of(this).get(answer);
      assertThat(works(SHOP, STAGING, present)).isFalse();
    } else {
      assertThat(Answers.of(this).failed(answer, "its token is older")).isNotNull();
      assertThat(works(SHOP, STAGING, present)).isTrue();
    }
  }
}
