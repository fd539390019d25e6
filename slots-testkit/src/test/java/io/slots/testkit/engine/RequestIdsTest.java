package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.OperationId;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.core.Running;
import io.slots.effect.Provision;
import io.slots.operation.ConflictException;
import io.slots.operation.DeploymentRequest;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.Limits;
import io.slots.operation.Outcome;
import io.slots.operation.RequestId;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S8.3: a request that is made again, as after a lost answer, starts nothing twice. */
class RequestIdsTest {
  private static final RequestId PIPELINE = RequestId.of("pipeline-17");

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.sticky(kit, 1);

  private Running deploy(String version, RequestId request) {
    return kit.slots()
        .slots()
        .deploy(
            DeploymentRequest.builder()
                .app(SHOP)
                .slot(STAGING)
                .content(Content.of(version))
                .requestId(request)
                .build());
  }

  private long deployments() {
    return kit.slots().operations().history(SHOP, 100).stream()
        .filter(it -> it.requestId().filter(PIPELINE::equals).isPresent())
        .count();
  }

  @Test
  @DisplayName("S8.3 a deployment that is asked for twice is one, while it runs and afterwards")
  void deployTwice_isOneDeployment() {
    Running first = deploy("v3", PIPELINE);
    Running second = deploy("v3", PIPELINE);
    assertThat(second.id()).isEqualTo(first.id());
    Outcome outcome = first.await();

    assertThat(second.await()).isEqualTo(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.report().requestId()).contains(PIPELINE);
    assertThat(deploy("v3", PIPELINE).await()).isEqualTo(outcome);
    assertThat(deployments()).isEqualTo(1);
    assertThat(deploy("v4", RequestId.of("pipeline-18")).id()).isNotEqualTo(first.id());
  }

  @Test
  @DisplayName("S8.3 an identity names one request for ever, whatever it is given to afterwards")
  void sameIdentity_ofAnotherRequest_isTheFirstOperation() {
    kit.faults().on(Provision.class::isInstance).failBefore("no room");
    Running first = deploy("v3", PIPELINE);
    assertThat(first.await()).isInstanceOf(Outcome.Reverted.class);
    kit.faults().clear();

    assertThat(deploy("v3", PIPELINE).id()).isEqualTo(first.id());
    assertThat(kit.slots().slots().restart(SHOP, PRODUCTION, PIPELINE).id()).isEqualTo(first.id());
    assertThat(
            kit.slots()
                .swaps()
                .swap(SwapRequest.builder().app(SHOP).source(STAGING).requestId(PIPELINE).build())
                .id())
        .isEqualTo(first.id());
    assertThat(shop.current()).isEmpty();
  }

  @Test
  @DisplayName("S8.3 a deployment that waits in the queue is not put there twice")
  void deployTwice_whileItWaits_isOneDeployment() {
    kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);
    deploy("v3", RequestId.of("pipeline-16")).await();
    assertThat(shop.current()).isPresent();

    Running first = deploy("v4", PIPELINE);
    Running second = deploy("v4", PIPELINE);

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(kit.slots().operations().queued(SHOP)).hasSize(1);
    Outcome outcome = first.await();
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(second.await()).isEqualTo(outcome);
    assertThat(deploy("v4", PIPELINE).id()).isEqualTo(first.id());
    assertThat(deployments()).isEqualTo(1);
  }

  @Test
  @DisplayName("S8.3 one whose place another took in the queue is told so again")
  void deployAgain_afterItsPlaceWasTaken_isTheSame() {
    kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);
    deploy("v3", RequestId.of("pipeline-16")).await();
    Running first = deploy("v4", PIPELINE);
    deploy("v5", RequestId.of("pipeline-18"));

    EndedOperation again = deploy("v4", PIPELINE).await().report();

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.ending()).isEqualTo(Ending.REFUSED);
    assertThat(again.requestId()).contains(PIPELINE);
  }

  @Test
  @DisplayName("S8.3 an identity is known whatever kind of request it was used for")
  void sameIdentity_forAnotherRequest_isTheFirst() {
    Running deployment = deploy("v3", PIPELINE);
    deployment.await();

    Running swap =
        kit.slots()
            .swaps()
            .swap(SwapRequest.builder().app(SHOP).source(STAGING).requestId(PIPELINE).build());

    assertThat(swap.id()).isEqualTo(deployment.id());
  }

  @Test
  @DisplayName("S8.3 a rollback that is asked for twice is one, and does not roll itself back")
  void rollbackTwice_isOneRollback() {
    OperationId swap =
        kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)).await().report().id();

    Running first = kit.slots().swaps().rollback(SHOP, swap, PIPELINE);
    shop.until(StepName.WARM_UP);
    Running second = kit.slots().swaps().rollback(SHOP, swap, PIPELINE);
    Outcome outcome = first.await();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(second.await()).isEqualTo(outcome);
    assertThat(kit.slots().swaps().rollback(SHOP, swap, PIPELINE).await()).isEqualTo(outcome);
    assertThat(shop.app().slot(PRODUCTION).deployed().orElseThrow().content())
        .isEqualTo(Content.of("v1"));
  }

  @Test
  @DisplayName("S8.3 without an identity a second request is another one, and in the way")
  void deployTwice_withoutIdentity_conflicts() {
    DeploymentRequest request = DeploymentRequest.of(SHOP, STAGING, Content.of("v3"));
    kit.slots().slots().deploy(request);

    assertThatThrownBy(() -> kit.slots().slots().deploy(request))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  @DisplayName("S4.11 a deployment may bring limits of its own")
  void deploy_withLimits_goesByThem() {
    kit.platform().restartTakes(Duration.ofMinutes(2));
    Limits impatient = Limits.builder().restart(Duration.ofSeconds(30)).build();

    Outcome outcome =
        kit.slots()
            .slots()
            .deploy(
                DeploymentRequest.builder()
                    .app(SHOP)
                    .slot(STAGING)
                    .content(Content.of("v3"))
                    .limits(impatient)
                    .build())
            .await();

    assertThat(outcome).isInstanceOf(Outcome.Reverted.class);
    assertThat(outcome.report().reason())
        .hasValueSatisfying(it -> assertThat(it).contains("in 30 s"));
  }

  @Test
  @DisplayName("S8.3 a deployment on the embedder's own instances has an identity too")
  void deployTwice_onGivenInstances_isOneDeployment() {
    Instance mine = kit.slots().apps().get(SHOP).slot(STAGING).deployed().get().instances().get(0);
    DeploymentRequest request =
        DeploymentRequest.builder()
            .app(SHOP)
            .slot(STAGING)
            .content(Content.of("v3"))
            .instances(List.of(mine))
            .requestId(PIPELINE)
            .build();

    Outcome outcome = kit.slots().slots().deploy(request).await();

    assertThat(kit.slots().slots().deploy(request).await()).isEqualTo(outcome);
    assertThat(deployments()).isEqualTo(1);
  }
}
