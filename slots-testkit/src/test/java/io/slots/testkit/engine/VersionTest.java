package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.NotFoundException;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.operation.EndedOperation;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.RequestId;
import io.slots.operation.VersionRequest;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S8.4: a slot is to have a build version, wherever that is now. */
class VersionTest {
  private static final SlotName CANARY = SlotName.of("canary");

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.sticky(kit, 1);
  private final List<InstanceId> staging = shop.ids(STAGING);

  private Optional<Running> bring(VersionRequest request) {
    return kit.slots().swaps().bringVersion(request);
  }

  private Optional<Running> bring(String version) {
    return bring(VersionRequest.of(SHOP, version));
  }

  private String version(SlotName slot) {
    return shop.app().slot(slot).deployed().orElseThrow().content().version();
  }

  private List<EndedOperation> swaps() {
    return kit.slots().operations().history(SHOP, 100).stream()
        .filter(it -> it.kind() == OperationKind.SWAP)
        .toList();
  }

  @Test
  @DisplayName("S8.4 the slot that has it is swapped in")
  void bring_fromTheSlotThatHasIt() {
    Outcome outcome = bring("v2").orElseThrow().await();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.report().slots()).containsExactly(STAGING, PRODUCTION);
    assertThat(version(PRODUCTION)).isEqualTo("v2");
    assertThat(version(STAGING)).isEqualTo("v1");
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(staging);
  }

  @Test
  @DisplayName("S8.4 into another slot than production, from production too, or into an empty one")
  void bring_toAnotherSlot() {
    kit.slots().slots().create(SHOP, CANARY);

    Outcome outcome =
        bring(VersionRequest.builder().app(SHOP).slot(CANARY).version("v1").build())
            .orElseThrow()
            .await();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.report().slots()).containsExactly(PRODUCTION, CANARY);
    assertThat(version(CANARY)).isEqualTo("v1");
    assertThat(shop.app().production().deployed()).isEmpty();
  }

  @Test
  @DisplayName("S8.4 where it is already, nothing is done, even if others have it too")
  void bring_whereItIs_doesNothing() {
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v1")).await();
    kit.forgetCalls();
    kit.storeFaults().failNone();

    assertThat(bring("v1")).isEmpty();

    assertThat(kit.calls()).isEmpty();
    assertThat(kit.storeFaults().writes()).isZero();
    assertThat(swaps()).isEmpty();
  }

  @Test
  @DisplayName("S8.4 where none has it")
  void bring_unknownVersion_isRefused() {
    for (String version : List.of("v3", "V2", "v")) {
      assertThat(Untouched.refused(kit, 8, 4, () -> bring(version)))
          .satisfies(
              it -> {
                assertThat(it.problem())
                    .isEqualTo("no slot of app shop has build version " + version);
                assertThat(it.accepted()).isEqualTo("deploy it to a slot first");
              });
    }
  }

  @Test
  @DisplayName("S8.4 where several have it, whatever else their content is")
  void bring_ambiguousVersion_isRefused() {
    kit.slots().slots().create(SHOP, CANARY);
    Content other =
        Content.builder().id(ContentId.of("another-build")).version("v2").location("b").build();
    kit.slots().slots().deploy(SHOP, CANARY, other).await();

    assertThat(Untouched.refused(kit, 8, 4, () -> bring("v2")))
        .satisfies(
            it -> {
              assertThat(it.problem()).contains("canary").contains("staging").contains("v2");
              assertThat(it.accepted()).contains("by its name");
            });
  }

  @Test
  @DisplayName("S8.4 S4.8 what refuses a swap refuses this one")
  void bring_refusedAsASwap() {
    kit.slots().slots().stop(SHOP, STAGING);
    Untouched.refused(kit, 4, 8, () -> bring("v2"));
    Untouched.refused(
        kit,
        NotFoundException.class,
        () -> bring(VersionRequest.builder().app(SHOP).slot(CANARY).version("v2").build()));
    Untouched.refused(
        kit, NotFoundException.class, () -> bring(VersionRequest.of(AppName.of("shoe"), "v2")));
    kit.slots().slots().start(SHOP, STAGING);

    Running swap = shop.begin();
    kit.time().settle();
    Operation running = kit.slots().operations().current(SHOP).orElseThrow();
    Untouched.conflict(kit, running, () -> bring("v2"));
    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(bring("v2")).isEmpty();
  }

  @Test
  @DisplayName("S8.3 S8.4 the same request again is the same operation, meanwhile and afterwards")
  void bring_requestId_isOneSwap() {
    VersionRequest request =
        VersionRequest.builder()
            .app(SHOP)
            .version("v2")
            .requestId(RequestId.of("release 42"))
            .build();
    Running first = bring(request).orElseThrow();
    Running meanwhile = bring(request).orElseThrow();
    Outcome outcome = first.await();

    assertThat(meanwhile.id()).isEqualTo(first.id());
    assertThat(bring(request).orElseThrow().await()).isEqualTo(outcome);
    shop.swap();
    assertThat(bring(request).orElseThrow().id()).as("it was done, once").isEqualTo(first.id());
    assertThat(version(PRODUCTION)).isEqualTo("v1");
    assertThat(swaps()).hasSize(2);
  }

  @Test
  @DisplayName("S4.11 S8.4 it brings limits of its own")
  void bring_withLimits() {
    VersionRequest request =
        VersionRequest.builder()
            .app(SHOP)
            .version("v2")
            .limits(Limits.builder().keepWarm(Duration.ofMinutes(5)).build())
            .build();

    assertThat(bring(request).orElseThrow().await()).isInstanceOf(Outcome.Completed.class);

    assertThat(shop.app().slot(STAGING).keptWarmUntil()).isPresent();
    assertThat(bring("v1").orElseThrow().await())
        .as("back, in the time")
        .isInstanceOf(Outcome.Completed.class);
    assertThat(version(PRODUCTION)).isEqualTo("v1");
  }
}
