package io.slots.testkit.conformance;

import static io.slots.testkit.conformance.Answers.begin;
import static io.slots.testkit.conformance.Answers.beginAny;
import static io.slots.testkit.conformance.Fixtures.OTHER;
import static io.slots.testkit.conformance.Fixtures.SECRET;
import static io.slots.testkit.conformance.Fixtures.SHOP;
import static io.slots.testkit.conformance.Fixtures.STAGING;
import static io.slots.testkit.conformance.Fixtures.call;
import static io.slots.testkit.conformance.Fixtures.settings;
import static io.slots.testkit.conformance.PlatformSteps.ONE;
import static io.slots.testkit.conformance.PlatformSteps.decommission;
import static io.slots.testkit.conformance.PlatformSteps.provision;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Provision;
import io.slots.settings.Settings;
import io.slots.spi.Call;
import io.slots.spi.InstanceProvisioner;
import io.slots.testkit.conformance.Platform.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link InstanceProvisioner} does. */
public interface InstanceProvisionerConformance extends Conformance {
  /** A provisioner; the same one throughout a test. */
  InstanceProvisioner provisioner();

  /** The platform on which it makes instances. */
  Platform platform();

  /** When the stage completes the instance runs, as asked for, where the answer says. */
  @Test
  @Core
  @DisplayName("S2.4 a provisioned instance runs the content with exactly the settings")
  default void S2_4_provision_runsTheContentWithTheSettings() {
    PlatformSteps steps = new PlatformSteps(platform());
    Content content = platform().content("v2");
    Settings settings = settings("A", "1", "B", "2");

    Instance instance = provisioned(provision(SHOP, ONE, content, settings), call(1));

    assertThat(instance.id()).isEqualTo(InstanceId.of(ONE));
    Sighting seen = steps.seen(ONE);
    assertThat(seen.address()).isEqualTo(instance.address());
    assertThat(seen.content()).isEqualTo(content.id());
    assertThat(seen.slot()).isEqualTo(STAGING);
    steps.expectSettings(ONE, settings);
  }

  /** Each instance is one of its own, at an address of its own. */
  @Test
  @Core
  @DisplayName("S2.4 instances of several identities are several")
  default void S2_4_severalIdentities_areSeveral() {
    PlatformSteps steps = new PlatformSteps(platform());
    Content content = platform().content("v1");

    Instance one = provisioned(provision(SHOP, ONE, content, settings("A", "1")), call(1));
    Instance two = provisioned(provision(SHOP, "two", content, settings("A", "2")), call(1));

    assertThat(one.address()).isNotEqualTo(two.address());
    steps.expectSettings(ONE, settings("A", "1"));
    steps.expectSettings("two", settings("A", "2"));
  }

  /** Asking twice for one identity makes one instance, replaced or kept. */
  @Test
  @Core
  @DisplayName("S9.5 the same call again makes no second instance")
  default void S9_5_sameCallAgain_makesNoSecond() {
    PlatformSteps steps = new PlatformSteps(platform());
    Provision provision = provision(SHOP, ONE, platform().content("v1"), settings("A", "1"));
    provisioned(provision, call(1));

    Instance again = provisioned(provision, call(1, 2));

    assertThat(again.id()).isEqualTo(InstanceId.of(ONE));
    assertThat(again.address()).isEqualTo(steps.seen(ONE).address());
    assertThat(steps.count(ONE)).isEqualTo(1);
  }

  /** The answer is lost while the first is still under way: one instance comes of both. */
  @Test
  @Core
  @DisplayName("S9.5 the same call again while the first is under way makes no second instance")
  default void S9_5_sameCallWhileUnderWay_makesNoSecond() {
    PlatformSteps steps = new PlatformSteps(platform());
    Provision provision = provision(SHOP, ONE, platform().content("v1"), settings("A", "1"));
    CompletableFuture<Instance> lost = begin(() -> provisioner().provision(provision, call(1)));

    Instance again = provisioned(provision, call(1, 2));
    waiting().untilDone(lost);

    assertThat(again.address()).isEqualTo(steps.seen(ONE).address());
    assertThat(steps.count(ONE)).isEqualTo(1);
  }

  /** Replaced or kept: it has what the later call asks for. */
  @Test
  @Core
  @DisplayName("S9.5 a later call with other content and settings has its way")
  default void S9_5_laterCallWithOtherSettings_hasItsWay() {
    PlatformSteps steps = new PlatformSteps(platform());
    provisioned(provision(SHOP, ONE, platform().content("v1"), settings("A", "1")), call(1));
    Content content = platform().content("v2");

    provisioned(provision(SHOP, ONE, content, settings("B", "2")), call(2));

    assertThat(steps.seen(ONE).content()).isEqualTo(content.id());
    steps.expectSettings(ONE, settings("B", "2"));
    assertThat(steps.count(ONE)).isEqualTo(1);
  }

  /** Ended means gone: nothing runs, nothing is held. */
  @Test
  @Core
  @DisplayName("S1.6 a decommissioned instance is gone")
  default void S1_6_decommission_endsIt() {
    PlatformSteps steps = new PlatformSteps(platform());
    provisioned(provision(SHOP, ONE, platform().content("v1"), settings()), call(1));

    decommissioned(ONE, call(1));

    assertThat(platform().look(InstanceId.of(ONE))).isEmpty();
    assertThat(steps.count(ONE)).isZero();
  }

  /** Only what is named is ended. */
  @Test
  @Core
  @DisplayName("S1.6 decommissioning touches no other instance")
  default void S1_6_decommission_touchesNoOther() {
    PlatformSteps steps = new PlatformSteps(platform());
    provisioned(provision(SHOP, ONE, platform().content("v1"), settings()), call(1));
    provisioned(provision(SHOP, "another", platform().content("v1"), settings()), call(1));
    Sighting before = steps.seen("another");

    decommissioned(ONE, call(1));

    assertThat(steps.seen("another")).isEqualTo(before);
  }

  /** What is not there is gone; so is what is asked for twice. */
  @Test
  @Core
  @DisplayName("S9.5 ending what is not there, or not any more, is done")
  default void S9_5_decommissionAgain_isDone() {
    provisioned(provision(SHOP, ONE, platform().content("v1"), settings()), call(1));
    decommissioned("unknown", call(1));
    decommissioned(ONE, call(1));

    decommissioned(ONE, call(1, 2));

    assertThat(new PlatformSteps(platform()).count(ONE)).isZero();
  }

  /** An engine that gave up on a start ends it: what comes of the start must not outlive that. */
  @Test
  @Core
  @DisplayName("S9.5 an instance that is ended while it starts is gone for good")
  default void S9_5_decommissionWhileStarting_leavesNothing() {
    Provision provision = provision(SHOP, ONE, platform().content("v1"), settings());
    CompletableFuture<Instance> starting = begin(() -> provisioner().provision(provision, call(1)));

    decommissioned(ONE, call(1));
    waiting().untilDone(starting);

    assertThat(new PlatformSteps(platform()).count(ONE)).isZero();
    assertThat(platform().look(InstanceId.of(ONE))).isEmpty();
  }

  /** A platform that knows that a start has failed says so, and can be asked again. */
  @Test
  @Extended
  @Needs(Capability.FAILED_STARTS)
  @DisplayName("S4.2 a start that is known to have failed fails the stage; the next is tried anew")
  default void S4_2_failedStart_failsTheStage() {
    Provision broken = provision(SHOP, ONE, platform().brokenContent(), settings());
    CompletableFuture<Instance> answer = begin(() -> provisioner().provision(broken, call(1)));
    if (unsupported().contains(Capability.FAILED_STARTS)) {
      assertThat(Answers.of(this).get(answer).id()).isEqualTo(InstanceId.of(ONE));
    } else {
      assertThat(Answers.of(this).failed(answer, "its start has failed")).isNotNull();
    }

    provisioned(provision(SHOP, ONE, platform().content("v1"), settings("A", "1")), call(1, 2));
    new PlatformSteps(platform()).expectSettings(ONE, settings("A", "1"));
  }

  /** Whatever fails, the message goes into logs and reports. */
  @Test
  @Core
  @DisplayName("S3.7 no failure of a start holds a setting's value")
  default void S3_7_failure_holdsNoSettingValue() {
    Provision broken = provision(SHOP, ONE, platform().brokenContent(), settings("KEY", SECRET));
    Throwable failure =
        Answers.of(this).outcome(begin(() -> provisioner().provision(broken, call(2))));
    Throwable refusal =
        Answers.of(this).outcome(begin(() -> provisioner().provision(broken, call(1))));

    for (Throwable one : new Throwable[] {failure, refusal}) {
      if (one != null) {
        Answers.holdsNot(one, SECRET);
      }
    }
  }

  /** An engine that was superseded makes nothing. */
  @Test
  @Core
  @Needs(Capability.FENCING)
  @DisplayName("S9.4 a start with an older token is refused, and nothing is made")
  default void S9_4_provisionWithAnOlderToken_isRefused() {
    provisioned(provision(SHOP, ONE, platform().content("v1"), settings()), call(5));

    expectOlderMakesNothing(call(4));
  }

  /** And it ends nothing: what it would end may be production's by now. */
  @Test
  @Core
  @Needs(Capability.FENCING)
  @DisplayName("S9.4 an end with an older token is refused, and nothing is ended")
  default void S9_4_decommissionWithAnOlderToken_isRefused() {
    PlatformSteps steps = new PlatformSteps(platform());
    provisioned(provision(SHOP, ONE, platform().content("v1"), settings()), call(5));
    Sighting before = steps.seen(ONE);

    expectOlderEndsNothing(steps, before, call(4));
  }

  /** From when fence has completed, nothing comes through that was sent with an older token. */
  @Test
  @Core
  @Needs(Capability.FENCING)
  @DisplayName("S9.4 after fence a call with an older token is refused and does nothing")
  default void S9_4_fence_olderCallIsRefusedAfterwards() {
    PlatformSteps steps = new PlatformSteps(platform());
    provisioned(provision(SHOP, ONE, platform().content("v1"), settings()), call(1));
    Sighting before = steps.seen(ONE);

    Answers.of(this).get(beginAny(() -> provisioner().fence(SHOP, call(7))));

    expectOlderMakesNothing(call(6));
    expectOlderEndsNothing(steps, before, call(6));
  }

  /** Another engine may have taken over since; who fences late must not believe that it may act. */
  @Test
  @Core
  @Needs(Capability.FENCING)
  @DisplayName("S9.4 fence fails with an older token, and may be repeated with the same")
  default void S9_4_fence_withAnOlderToken_fails() {
    FenceChecks.olderFails(this, provisioner());
  }

  /** Tokens are counted for each app. */
  @Test
  @Core
  @DisplayName("S9.4 one app's tokens do not fence another app")
  default void S9_4_tokensOfOneApp_doNotFenceAnother() {
    provisioned(provision(SHOP, ONE, platform().content("v1"), settings()), call(7));
    Answers.of(this).get(beginAny(() -> provisioner().fence(SHOP, call(8))));

    Provision other = provision(OTHER, "others", platform().content("v1"), settings("A", "1"));
    provisioned(other, call(1));

    new PlatformSteps(platform()).expectSettings("others", settings("A", "1"));
  }

  /** The engine cancels nothing by itself; whoever does must get what is documented. */
  @Test
  @Extended
  @Needs(Capability.CANCELLATION)
  @DisplayName("P6 a cancelled start is ended, and leaves nothing")
  default void P6_cancelledProvision_isEnded() {
    PlatformSteps steps = new PlatformSteps(platform());
    if (unsupported().contains(Capability.CANCELLATION)) {
      Provision whole = provision(SHOP, ONE, platform().content("v1"), settings());
      begin(() -> provisioner().provision(whole, call(1))).cancel(true);
      waiting()
          .until(
              "the start ends as if it had not been cancelled",
              () -> platform().look(InstanceId.of(ONE)).isPresent());
      return;
    }
    Provision stuck = provision(SHOP, ONE, platform().stuckContent(), settings());
    CompletableFuture<Instance> hanging = begin(() -> provisioner().provision(stuck, call(1)));
    waiting().until("the start is under way", () -> steps.count(ONE) == 1);

    assertThat(hanging.cancel(true)).isTrue();

    waiting().until("nothing is left of the start", () -> steps.count(ONE) == 0);
  }

  /** A start may take minutes; the method does not. */
  @Test
  @Core
  @DisplayName("P1 the method returns at once, however long the start takes")
  default void P1_method_returnsAtOnce() {
    Provision stuck = provision(SHOP, ONE, platform().stuckContent(), settings());

    CompletableFuture<Instance> answer =
        Answers.of(this).returnsAtOnce(() -> provisioner().provision(stuck, call(1)));

    assertThat(answer).isNotDone();
  }

  /** A caller is an engine's thread, which others need: the methods themselves wait for nothing. */
  @Test
  @Core
  @DisplayName("P1 an interrupted caller is served, and stays interrupted")
  default void P1_interruptedCaller_isServed() {
    Provision provision = provision(SHOP, ONE, platform().content("v1"), settings());
    Answers answers = Answers.of(this);

    assertThat(
            answers
                .get(answers.whileInterrupted(() -> provisioner().provision(provision, call(1))))
                .id())
        .isEqualTo(InstanceId.of(ONE));
    answers.get(
        answers.whileInterrupted(
            () -> provisioner().decommission(decommission(ONE), call(1)).thenApply(gone -> true)));
    assertThat(new PlatformSteps(platform()).count(ONE)).isZero();
  }

  /** A deployment makes all of a slot's instances together. */
  @Test
  @Core
  @Needs(Capability.SEVERAL_THREADS)
  @DisplayName("P1 starts of several instances at once are kept apart")
  default void P1_severalAtOnce_areKeptApart() {
    List<Supplier<CompletionStage<Instance>>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Provision provision =
          provision(SHOP, "one-" + i, platform().content("v1"), settings("A", "value-" + i));
      calls.add(() -> provisioner().provision(provision, call(1)));
    }

    List<CompletableFuture<Instance>> answers = Answers.of(this).together(calls);

    for (int i = 0; i < 4; i++) {
      assertThat(Answers.of(this).get(answers.get(i)).id()).isEqualTo(InstanceId.of("one-" + i));
      new PlatformSteps(platform()).expectSettings("one-" + i, settings("A", "value-" + i));
    }
  }

  private Instance provisioned(Provision provision, Call call) {
    return Answers.of(this).get(begin(() -> provisioner().provision(provision, call)));
  }

  private void decommissioned(String id, Call call) {
    Answers.of(this).get(beginAny(() -> provisioner().decommission(decommission(id), call)));
  }

  private void expectOlderMakesNothing(Call older) {
    Provision late = provision(SHOP, "late", platform().content("v1"), settings());
    CompletableFuture<Instance> answer = begin(() -> provisioner().provision(late, older));
    if (unsupported().contains(Capability.FENCING)) {
      assertThat(Answers.of(this).get(answer).id()).isEqualTo(InstanceId.of("late"));
    } else {
      assertThat(Answers.of(this).failed(answer, "its token is older")).isNotNull();
      assertThat(new PlatformSteps(platform()).count("late")).isZero();
    }
  }

  private void expectOlderEndsNothing(PlatformSteps steps, Sighting before, Call older) {
    CompletableFuture<?> answer =
        beginAny(() -> provisioner().decommission(decommission(ONE), older));
    if (unsupported().contains(Capability.FENCING)) {
      Answers.of(this).get(answer);
      assertThat(steps.count(ONE)).isZero();
    } else {
      assertThat(Answers.of(this).failed(answer, "its token is older")).isNotNull();
      assertThat(steps.seen(ONE)).isEqualTo(before);
    }
  }
}
