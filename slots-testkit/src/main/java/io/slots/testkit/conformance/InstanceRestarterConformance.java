package io.slots.testkit.conformance;

import static io.slots.testkit.conformance.Answers.begin;
import static io.slots.testkit.conformance.Answers.beginAny;
import static io.slots.testkit.conformance.Fixtures.OTHER;
import static io.slots.testkit.conformance.Fixtures.SECRET;
import static io.slots.testkit.conformance.Fixtures.SHOP;
import static io.slots.testkit.conformance.Fixtures.call;
import static io.slots.testkit.conformance.Fixtures.settings;
import static io.slots.testkit.conformance.PlatformSteps.ONE;
import static io.slots.testkit.conformance.PlatformSteps.provision;
import static io.slots.testkit.conformance.PlatformSteps.restart;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Restart;
import io.slots.settings.Settings;
import io.slots.spi.Call;
import io.slots.spi.InstanceRestarter;
import io.slots.testkit.conformance.Platform.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link InstanceRestarter} does. */
public interface InstanceRestarterConformance extends Conformance {
  /** A restarter; the same one throughout a test. */
  InstanceRestarter restarter();

  /** The platform whose instances it restarts. */
  Platform platform();

  /**
   * The settings of the call take the place of those that the instance had: none of them is left,
   * and none of the new ones is missing, the moment the stage completes.
   */
  @Test
  @Core
  @DisplayName("S4.1 a restarted instance runs with exactly the settings of the call")
  default void S4_1_restart_runsWithExactlyTheSettings() {
    PlatformSteps steps = new PlatformSteps(platform());
    Instance instance = steps.running(ONE, settings("KEPT", "a", "CHANGED", "old", "GONE", "x"));
    Settings settings = settings("KEPT", "a", "CHANGED", "new", "COME", "y");

    restarted(instance, settings);

    steps.expectSettings(ONE, settings);
  }

  /** In step 1 of a swap a source's instance becomes the target's: it has to know its slot. */
  @Test
  @Core
  @DisplayName("S4.1 a restarted instance runs as the slot of the call, with its content")
  default void S4_1_restart_runsAsTheSlotOfTheCall() {
    PlatformSteps steps = new PlatformSteps(platform());
    Instance instance = steps.running(ONE, settings());
    Content content = platform().content("v2");

    Restart restart = restart(SHOP, instance, content, settings());
    Instance unused = Answers.of(this).get(begin(() -> restarter().restart(restart, call(1))));

    assertThat(steps.seen(ONE).slot()).isEqualTo(SlotName.PRODUCTION);
    assertThat(steps.seen(ONE).content()).isEqualTo(content.id());
  }

  /** A restart is a restart, also where no setting changes: so the local cache is made (S4.3). */
  @Test
  @Core
  @DisplayName("S4.3 a restart with the same settings starts the instance anew all the same")
  default void S4_3_restartWithTheSameSettings_startsAnew() {
    PlatformSteps steps = new PlatformSteps(platform());
    Instance instance = steps.running(ONE, settings("A", "1"));
    String before = steps.seen(ONE).start();

    restarted(instance, settings("A", "1"));

    assertThat(steps.seen(ONE).start()).isNotEqualTo(before);
    assertThat(steps.count(ONE)).isEqualTo(1);
  }

  /** The answer is what requests are routed by: the identity asked for, where it listens now. */
  @Test
  @Core
  @DisplayName("S4.2 the answer is the instance that was asked for, where it listens now")
  default void S4_2_answer_isTheInstanceAsItIsNow() {
    PlatformSteps steps = new PlatformSteps(platform());
    steps.running("another", settings());
    Instance instance = steps.running(ONE, settings());

    Instance answer = restarted(instance, settings("A", "1"));

    assertThat(answer.id()).isEqualTo(InstanceId.of(ONE));
    assertThat(answer.address()).isEqualTo(steps.seen(ONE).address());
  }

  /** Nothing is done to instances that were not asked for: they may be production's. */
  @Test
  @Core
  @DisplayName("S4.7 a restart touches no other instance")
  default void S4_7_restart_touchesNoOtherInstance() {
    PlatformSteps steps = new PlatformSteps(platform());
    Instance instance = steps.running(ONE, settings("A", "1"));
    steps.running("another", settings("A", "1"));
    Sighting before = steps.seen("another");

    restarted(instance, settings("A", "2"));

    assertThat(steps.seen("another")).isEqualTo(before);
  }

  /** An answer is lost, and the engine asks again: in the end there is one instance, as asked. */
  @Test
  @Core
  @DisplayName("S9.5 the same call again ends in the same: one instance with these settings")
  default void S9_5_sameCallAgain_endsInTheSame() {
    PlatformSteps steps = new PlatformSteps(platform());
    Instance instance = steps.running(ONE, settings("A", "1"));
    Restart restart = restart(SHOP, instance, platform().content("v1"), settings("A", "2"));
    Instance first = Answers.of(this).get(begin(() -> restarter().restart(restart, call(1))));

    Instance second = Answers.of(this).get(begin(() -> restarter().restart(restart, call(1, 2))));

    assertThat(List.of(first.id(), second.id())).containsOnly(instance.id());
    assertThat(second.address()).isEqualTo(steps.seen(ONE).address());
    steps.expectSettings(ONE, settings("A", "2"));
    assertThat(steps.count(ONE)).isEqualTo(1);
  }

  /**
   * A call that the engine gave up on may still be under way. The later one counts, and stays what
   * counts when the former has ended, in whichever way it does; and it does end, so that whoever
   * waits for it does not wait for ever.
   */
  @Test
  @Core
  @DisplayName("S9.5 a later call takes the place of the one that is under way")
  default void S9_5_laterCall_takesThePlaceOfTheOneBefore() {
    PlatformSteps steps = new PlatformSteps(platform());
    Instance instance = steps.running(ONE, settings());
    Restart former = restart(SHOP, instance, platform().content("v1"), settings("A", "former"));
    Restart later = restart(SHOP, instance, platform().content("v1"), settings("A", "later"));
    CompletableFuture<Instance> givenUp = begin(() -> restarter().restart(former, call(1)));

    Instance answer = Answers.of(this).get(begin(() -> restarter().restart(later, call(1, 2))));

    assertThat(answer.id()).isEqualTo(instance.id());
    waiting().untilDone(givenUp);
    steps.expectSettings(ONE, settings("A", "later"));
    assertThat(steps.count(ONE)).isEqualTo(1);
  }

  /** A start that hangs holds nobody up: the next call ends it. */
  @Test
  @Core
  @DisplayName("S9.5 a later call takes the place of one that hangs")
  default void S9_5_laterCall_takesThePlaceOfOneThatHangs() {
    PlatformSteps steps = new PlatformSteps(platform());
    Instance instance = steps.running(ONE, settings());
    Restart stuck = restart(SHOP, instance, platform().stuckContent(), settings());
    CompletableFuture<Instance> hanging = begin(() -> restarter().restart(stuck, call(1)));
    assertThat(hanging).as("a start that hangs").isNotDone();

    restarted(instance, settings("A", "1"), call(1, 2));

    steps.expectSettings(ONE, settings("A", "1"));
    assertThat(steps.count(ONE)).isEqualTo(1);
  }

  /** What failed once may be asked for again, and is tried anew. */
  @Test
  @Core
  @DisplayName("S9.5 after a start that failed the next one is tried anew")
  default void S9_5_afterAFailure_theNextIsTriedAnew() {
    PlatformSteps steps = new PlatformSteps(platform());
    Instance instance = steps.running(ONE, settings());
    Restart broken = restart(SHOP, instance, platform().brokenContent(), settings());
    waiting().untilDone(begin(() -> restarter().restart(broken, call(1))));

    restarted(instance, settings("A", "1"), call(1, 2));

    steps.expectSettings(ONE, settings("A", "1"));
  }

  /**
   * A platform that knows that an instance has died tells at once, so that nobody waits in vain.
   */
  @Test
  @Extended
  @Needs(Capability.FAILED_STARTS)
  @DisplayName("S4.2 a start that is known to have failed fails the stage")
  default void S4_2_failedStart_failsTheStage() {
    Instance instance = new PlatformSteps(platform()).running(ONE, settings());
    Restart broken = restart(SHOP, instance, platform().brokenContent(), settings());

    CompletableFuture<Instance> answer = begin(() -> restarter().restart(broken, call(1)));

    if (unsupported().contains(Capability.FAILED_STARTS)) {
      assertThat(Answers.of(this).get(answer).id()).isEqualTo(instance.id());
    } else {
      assertThat(Answers.of(this).failed(answer, "its start has failed")).isNotNull();
    }
  }

  /** Whatever fails, the message goes into logs and reports. */
  @Test
  @Core
  @DisplayName("S3.7 no failure of a restart holds a setting's value")
  default void S3_7_failure_holdsNoSettingValue() {
    Instance instance = new PlatformSteps(platform()).running(ONE, settings("KEY", SECRET));
    Content broken = platform().brokenContent();
    Restart failing = restart(SHOP, instance, broken, settings("KEY", SECRET));
    Throwable failure =
        Answers.of(this).outcome(begin(() -> restarter().restart(failing, call(2))));
    Throwable refusal =
        Answers.of(this).outcome(begin(() -> restarter().restart(failing, call(1))));

    for (Throwable one : new Throwable[] {failure, refusal}) {
      if (one != null) {
        Answers.holdsNot(one, SECRET);
      }
    }
  }

  /** An engine that was superseded must not restart what another has in hand. */
  @Test
  @Core
  @Needs(Capability.FENCING)
  @DisplayName("S9.4 a call with an older token is refused and touches nothing")
  default void S9_4_olderToken_isRefused() {
    PlatformSteps steps = new PlatformSteps(platform());
    Instance instance = steps.running(ONE, settings("A", "1"));
    restarted(instance, settings("A", "2"), call(5));
    Sighting before = steps.seen(ONE);

    expectOlderRefused(steps, instance, call(4), before);
    restarted(instance, settings("A", "3"), call(5, 2));
  }

  /** From when fence has completed, nothing comes through that was sent with an older token. */
  @Test
  @Core
  @Needs(Capability.FENCING)
  @DisplayName("S9.4 after fence a call with an older token is refused and touches nothing")
  default void S9_4_fence_olderCallIsRefusedAfterwards() {
    PlatformSteps steps = new PlatformSteps(platform());
    Instance instance = steps.running(ONE, settings("A", "1"));
    Sighting before = steps.seen(ONE);

    Answers.of(this).get(beginAny(() -> restarter().fence(SHOP, call(7))));

    expectOlderRefused(steps, instance, call(6), before);
    restarted(instance, settings("A", "3"), call(7));
  }

  /** Another engine may have taken over since; who fences late must not believe that it may act. */
  @Test
  @Core
  @Needs(Capability.FENCING)
  @DisplayName("S9.4 fence fails with an older token, and may be repeated with the same")
  default void S9_4_fence_withAnOlderToken_fails() {
    FenceChecks.olderFails(this, restarter());
  }

  /** Tokens are counted for each app. */
  @Test
  @Core
  @DisplayName("S9.4 one app's tokens do not fence another app")
  default void S9_4_tokensOfOneApp_doNotFenceAnother() {
    Instance other =
        platform().start(provision(OTHER, "others", platform().content("v1"), settings()));
    Instance instance = new PlatformSteps(platform()).running(ONE, settings());
    restarted(instance, settings("A", "1"), call(7));
    Answers.of(this).get(beginAny(() -> restarter().fence(SHOP, call(8))));

    Restart restart = restart(OTHER, other, platform().content("v1"), settings("A", "2"));
    Instance unused = Answers.of(this).get(begin(() -> restarter().restart(restart, call(1))));

    new PlatformSteps(platform()).expectSettings("others", settings("A", "2"));
  }

  /** The engine cancels nothing by itself; whoever does must get what is documented. */
  @Test
  @Extended
  @Needs(Capability.CANCELLATION)
  @DisplayName("P6 a cancelled restart is ended, and the next one starts")
  default void P6_cancelledRestart_isEnded() {
    PlatformSteps steps = new PlatformSteps(platform());
    Instance instance = steps.running(ONE, settings("A", "1"));
    if (unsupported().contains(Capability.CANCELLATION)) {
      Restart restart = restart(SHOP, instance, platform().content("v1"), settings("A", "2"));
      begin(() -> restarter().restart(restart, call(1))).cancel(true);
      waiting()
          .until(
              "the restart ends as if it had not been cancelled",
              () ->
                  platform()
                      .look(instance.id())
                      .filter(it -> "2".equals(it.settings().get("A")))
                      .isPresent());
      return;
    }
    Restart stuck = restart(SHOP, instance, platform().stuckContent(), settings());
    CompletableFuture<Instance> hanging = begin(() -> restarter().restart(stuck, call(1)));
    waiting().until("the former is ended", () -> platform().look(instance.id()).isEmpty());

    assertThat(hanging.cancel(true)).isTrue();

    waiting().until("nothing is left of the start", () -> steps.count(ONE) == 0);
    restarted(instance, settings("A", "3"), call(1, 2));
    steps.expectSettings(ONE, settings("A", "3"));
  }

  /** A start may take minutes; the method does not. */
  @Test
  @Core
  @DisplayName("P1 the method returns at once, however long the start takes")
  default void P1_method_returnsAtOnce() {
    Instance instance = new PlatformSteps(platform()).running(ONE, settings());
    Restart stuck = restart(SHOP, instance, platform().stuckContent(), settings());

    CompletableFuture<Instance> answer =
        Answers.of(this).returnsAtOnce(() -> restarter().restart(stuck, call(1)));

    assertThat(answer).isNotDone();
  }

  /** A caller is an engine's thread, which others need: the method itself waits for nothing. */
  @Test
  @Core
  @DisplayName("P1 an interrupted caller is served, and stays interrupted")
  default void P1_interruptedCaller_isServed() {
    PlatformSteps steps = new PlatformSteps(platform());
    Instance instance = steps.running(ONE, settings());
    Restart restart = restart(SHOP, instance, platform().content("v1"), settings("A", "1"));
    Answers answers = Answers.of(this);

    assertThat(
            answers.get(answers.whileInterrupted(() -> restarter().restart(restart, call(1)))).id())
        .isEqualTo(instance.id());
    steps.expectSettings(ONE, settings("A", "1"));
  }

  /** A slot's instances are restarted together. */
  @Test
  @Core
  @Needs(Capability.SEVERAL_THREADS)
  @DisplayName("P1 restarts of several instances at once are kept apart")
  default void P1_severalAtOnce_areKeptApart() {
    PlatformSteps steps = new PlatformSteps(platform());
    List<Supplier<CompletionStage<Instance>>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Instance instance = steps.running("one-" + i, settings("A", "old"));
      Restart restart =
          restart(SHOP, instance, platform().content("v1"), settings("A", "new-" + i));
      calls.add(() -> restarter().restart(restart, call(1)));
    }

    List<CompletableFuture<Instance>> answers = Answers.of(this).together(calls);

    for (int i = 0; i < 4; i++) {
      assertThat(Answers.of(this).get(answers.get(i)).id()).isEqualTo(InstanceId.of("one-" + i));
      steps.expectSettings("one-" + i, settings("A", "new-" + i));
    }
  }

  private Instance restarted(Instance instance, Settings settings) {
    return restarted(instance, settings, call(1));
  }

  private Instance restarted(Instance instance, Settings settings, Call call) {
    Restart restart = restart(SHOP, instance, platform().content("v1"), settings);
    return Answers.of(this).get(begin(() -> restarter().restart(restart, call)));
  }

  private void expectOlderRefused(
      PlatformSteps steps, Instance instance, Call older, Sighting before) {
    Restart restart = restart(SHOP, instance, platform().content("v1"), settings("A", "late"));
    CompletableFuture<Instance> answer = begin(() -> restarter().restart(restart, older));
    if (unsupported().contains(Capability.FENCING)) {
      Instance unused = Answers.of(this).get(answer);
      steps.expectSettings(ONE, settings("A", "late"));
    } else {
      assertThat(Answers.of(this).failed(answer, "its token is older")).isNotNull();
      assertThat(steps.seen(ONE)).isEqualTo(before);
    }
  }
}
