package io.slots.kubernetes.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Decommission;
import io.slots.effect.Provision;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.KubernetesException;
import io.slots.kubernetes.server.ApiCall;
import io.slots.kubernetes.server.ApiServer;
import io.slots.kubernetes.server.Fault;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import io.slots.spi.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Two engines that start the same instance. The former one is held up at a request while the later
 * one goes on; then its request goes on, and does no harm.
 */
final class SupersededStartTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final InstanceId INSTANCE = InstanceId.of("i-1");

  private final PodPlatform platform = new PodPlatform();
  private final List<KubernetesInstances> all = new ArrayList<>();

  @AfterEach
  void close() {
    all.forEach(KubernetesInstances::close);
    platform.close();
  }

  /** Instances whose first request that is so waits until {@code meanwhile} is done. */
  private KubernetesInstances heldUp(Predicate<ApiCall> when, Runnable meanwhile) {
    AtomicBoolean done = new AtomicBoolean();
    return instances(
        call -> {
          if (!done.get() && when.test(call) && done.compareAndSet(false, true)) {
            meanwhile.run();
          }
        });
  }

  private KubernetesInstances instances(Consumer<ApiCall> before) {
    KubernetesInstances instances =
        PodPlatform.instances(platform.server.cluster(platform.server.clientThatIsHeldUp(before)));
    all.add(instances);
    return instances;
  }

  private CompletableFuture<Instance> start(KubernetesInstances instances, long token) {
    return instances
        .provision(
            new Provision(
                SHOP,
                SlotName.PRODUCTION,
                platform.content("v" + token),
                INSTANCE,
                Settings.of(List.of(Setting.of("TOKEN", "value-" + token)))),
            call(token))
        .toCompletableFuture();
  }

  private static Call call(long token) {
    return new Call(OperationId.of("op-" + token), 1, token);
  }

  private void fence(long token) {
    platform.instances.fence(SHOP, call(token)).toCompletableFuture().join();
  }

  private List<Deployment> deployments() {
    return platform.aside.apps().deployments().inNamespace(ApiServer.NAMESPACE).list().getItems();
  }

  /** Not those that a cluster has by itself, of service accounts. */
  private List<Secret> secrets() {
    return platform
        .aside
        .secrets()
        .inNamespace(ApiServer.NAMESPACE)
        .withLabel(Labels.MANAGED_BY, Labels.FIELD_MANAGER)
        .list()
        .getItems();
  }

  private boolean isRunning(Instance started, String version) {
    return platform
        .look(INSTANCE)
        .filter(
            it ->
                it.address().equals(started.address())
                    && it.content().equals(Content.of(version, "good").id()))
        .isPresent();
  }

  @Test
  void workloadThatIsMadeTooLate_isTakenBack() {
    KubernetesInstances former =
        heldUp(call -> call.toString().equals("POST deployments"), () -> fence(7));

    assertThatThrownBy(() -> start(former, 5).join()).hasCauseInstanceOf(RefusedException.class);

    assertThat(deployments()).isEmpty();
    assertThat(secrets()).isEmpty();
  }

  @Test
  void workloadThatIsMadeTooLate_staysIfALaterStartHasTakenItOver() {
    List<Instance> started = new CopyOnWriteArrayList<>();
    KubernetesInstances former =
        heldUp(
            call -> call.kind().equals("configmaps") && !deployments().isEmpty(),
            () -> started.add(start(platform.instances, 7).join()));

    assertThatThrownBy(() -> start(former, 5).join()).hasCauseInstanceOf(RefusedException.class);

    assertThat(deployments()).hasSize(1);
    assertThat(isRunning(started.get(0), "v7")).isTrue();
  }

  @Test
  void whoIsLate_leavesNoSettingsBehind() {
    start(platform.instances, 4).join();
    KubernetesInstances former =
        heldUp(
            call -> call.verb().equals("PUT") && call.kind().equals("deployments"), () -> fence(7));

    assertThatThrownBy(() -> start(former, 5).join()).hasCauseInstanceOf(RefusedException.class);

    assertThat(secrets()).hasSize(1);
    assertThat(deployments()).hasSize(1);
  }

  /** The later start has made its Secret and not yet changed the workload, when others clear. */
  @Test
  void clearingAway_sparesTheSettingsOfAStartThatIsUnderWay() {
    CountDownLatch hasSecret = new CountDownLatch(1);
    CountDownLatch cleared = new CountDownLatch(1);
    KubernetesInstances later =
        heldUp(
            call -> call.verb().equals("PUT") && call.kind().equals("deployments"),
            () -> {
              hasSecret.countDown();
              await(cleared);
            });
    List<CompletableFuture<Instance>> started = new CopyOnWriteArrayList<>();
    KubernetesInstances former =
        heldUp(
            call -> call.toString().equals("GET secrets"),
            () -> {
              started.add(start(later, 7));
              await(hasSecret);
            });

    start(former, 5).join();
    cleared.countDown();

    assertThat(isRunning(started.get(0).join(), "v7")).isTrue();
    assertThat(secrets()).hasSize(1);
  }

  /** The instance is made anew when it has only just ended. */
  @Test
  void clearingAwayAfterAnEnd_sparesTheSettingsOfAStartThatIsUnderWay() {
    start(platform.instances, 4).join();
    CountDownLatch hasSecret = new CountDownLatch(1);
    CountDownLatch cleared = new CountDownLatch(1);
    KubernetesInstances later =
        heldUp(
            call -> call.verb().equals("PUT") && call.kind().equals("deployments"),
            () -> {
              hasSecret.countDown();
              await(cleared);
            });
    List<CompletableFuture<Instance>> started = new CopyOnWriteArrayList<>();
    CountDownLatch listed = new CountDownLatch(1);
    KubernetesInstances former =
        instances(
            call -> {
              if (listed.getCount() == 0) {
                cleared.countDown(); // It has what it lists, and goes on.
              } else if (call.toString().equals("GET secrets")) {
                started.add(start(later, 7));
                await(hasSecret);
                listed.countDown();
              }
            });
    CompletableFuture<?> ended =
        former.decommission(new Decommission(SHOP, INSTANCE), call(5)).toCompletableFuture();

    await(cleared);
    assertThat(isRunning(started.get(0).join(), "v7")).isTrue();
    assertThat(ended).isNotDone();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void fence_ofAWorkloadThatChangesAllTheTime_failsInTheEnd() {
    Assumptions.assumeFalse(ApiServer.isGiven(), "it needs faults");
    start(platform.instances, 4).join();
    platform.server.faults(
        call ->
            call.verb().equals("PUT") && call.kind().equals("deployments")
                ? Fault.refused(409)
                : null);

    assertThatThrownBy(
            () ->
                platform
                    .instances
                    .fence(SHOP, call(7))
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join())
        .hasCauseInstanceOf(KubernetesException.class)
        .hasMessageContaining("changes faster than it can be fenced");
  }
}
