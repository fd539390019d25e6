package io.slots.kubernetes.route;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Pod;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.cluster.KubernetesException;
import io.slots.kubernetes.server.ApiServer;
import io.slots.kubernetes.server.Fault;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Pods in their pools. */
final class PoolsTest {
  private final ApiServer server = ApiServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void podThatChangesAllTheTime_isGivenUpInTheEnd() {
    Assumptions.assumeFalse(ApiServer.isGiven(), "it needs faults");
    var unused = new FakeGateway(server.aside()).instance("blue");
    Pod pod = server.aside().pods().inNamespace(ApiServer.NAMESPACE).withName("pod-blue").get();
    server.faults(call -> call.toString().equals("PUT pods/pod-blue") ? Fault.refused(409) : null);
    Cluster cluster = server.cluster();
    Pool pool = new Pool(AppName.of("shop"), new TreeSet<>(List.of(InstanceId.of("blue"))));

    CompletableFuture<Boolean> admitted =
        cluster.call(
            () -> {
              new Pools(new Api(cluster), cluster).admit(pod, pool);
              return true;
            });

    assertThatThrownBy(() -> admitted.orTimeout(30, TimeUnit.SECONDS).join())
        .hasCauseInstanceOf(KubernetesException.class)
        .hasMessageContaining("pod pod-blue changes faster than it can be given a label");
  }
}
