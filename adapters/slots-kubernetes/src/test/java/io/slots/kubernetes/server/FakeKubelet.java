package io.slots.kubernetes.server;

import io.fabric8.kubernetes.api.model.Binding;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs pods in name only: takes the environment that a container would get, gives the pod an
 * address, and says how it is. An image called {@code stuck} is never ready; one called {@code
 * broken} keeps failing.
 */
public final class FakeKubelet {
  private final KubernetesClient client;
  private final Map<String, Started> started = new ConcurrentHashMap<>();
  private volatile java.util.function.Predicate<Map<String, String>> held = environment -> false;
  private final AtomicInteger starts = new AtomicInteger();
  private final AtomicInteger addresses = new AtomicInteger();

  /**
   * A pod that runs.
   *
   * @param ip its address
   * @param environment what its container got
   * @param start another word for each start
   */
  public record Started(String ip, Map<String, String> environment, String start) {}

  FakeKubelet(KubernetesClient client) {
    this.client = client;
  }

  /** From now on pods with such an environment do not become ready. */
  public void hold(java.util.function.Predicate<Map<String, String>> environment) {
    held = environment;
  }

  /** Takes care of all pods that a controller has made, where there is no scheduler either. */
  void runAll() {
    for (Pod pod : client.pods().inNamespace(ApiServer.NAMESPACE).list().getItems()) {
      var here = client.pods().inNamespace(ApiServer.NAMESPACE).resource(pod);
      if (pod.getMetadata().getDeletionTimestamp() != null) {
        var unused = here.withGracePeriod(0).delete();
      } else if (pod.getSpec().getNodeName() == null) {
        Binding binding =
            new BindingBuilder()
                .withNewMetadata()
                .withName(pod.getMetadata().getName())
                .endMetadata()
                .withNewTarget()
                .withKind("Node")
                .withName(GivenServer.NODE)
                .endTarget()
                .build();
        var unused = client.bindings().inNamespace(ApiServer.NAMESPACE).resource(binding).create();
      } else if (!pod.getMetadata().getOwnerReferences().isEmpty()) {
        run(pod);
      }
    }
  }

  /** Has the pod run, if it does not yet, and tells how it is. */
  void run(Pod pod) {
    String key = pod.getMetadata().getUid();
    if (started.containsKey(key) && pod.getStatus() != null && pod.getStatus().getPodIP() != null) {
      return;
    }
    Container container = pod.getSpec().getContainers().get(0);
    Optional<Map<String, String>> environment = environment(container);
    if (environment.isEmpty()) {
      say(pod, waiting("CreateContainerConfigError"));
      return;
    }
    if (held.test(environment.get())) {
      say(pod, new PodStatusBuilder().withPhase("Pending").build());
      return;
    }
    switch (String.valueOf(container.getImage())) {
      case "stuck" -> say(pod, new PodStatusBuilder().withPhase("Pending").build());
      case "broken" -> say(pod, waiting("CrashLoopBackOff"));
      default -> {
        int number = addresses.incrementAndGet();
        String ip = "10.1." + number / 250 + "." + (1 + number % 250);
        started.put(key, new Started(ip, environment.get(), "start-" + starts.incrementAndGet()));
        say(pod, ready(ip, true));
      }
    }
  }

  /** Has a pod fail, or pass, its readiness probe. */
  public void readiness(Pod pod, boolean ready) {
    Started running = started.get(pod.getMetadata().getUid());
    if (running != null) {
      say(pod, ready(running.ip(), ready));
    }
  }

  /** What runs in the pod. */
  public Optional<Started> of(Pod pod) {
    return Optional.ofNullable(started.get(pod.getMetadata().getUid()));
  }

  private Optional<Map<String, String>> environment(Container container) {
    Map<String, String> all = new HashMap<>();
    for (var source : container.getEnvFrom()) {
      Secret secret =
          client
              .secrets()
              .inNamespace(ApiServer.NAMESPACE)
              .withName(source.getSecretRef().getName())
              .get();
      if (secret == null) {
        return Optional.empty();
      }
      if (secret.getStringData() != null) { // The mock server does not turn it into data.
        all.putAll(secret.getStringData());
      }
      if (secret.getData() != null) {
        secret
            .getData()
            .forEach(
                (name, value) ->
                    all.put(
                        name,
                        new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
      }
    }
    return Optional.of(all);
  }

  private static PodStatus ready(String ip, boolean ready) {
    return new PodStatusBuilder()
        .withPhase("Running")
        .withPodIP(ip)
        .addNewPodIP(ip)
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready ? "True" : "False")
        .endCondition()
        .build();
  }

  private static PodStatus waiting(String reason) {
    return new PodStatusBuilder()
        .withPhase("Pending")
        .addNewContainerStatus()
        .withName("app")
        .withImage("app")
        .withImageID("")
        .withReady(false)
        .withRestartCount(1)
        .withNewState()
        .withNewWaiting()
        .withReason(reason)
        .withMessage("back-off, says the kubelet at length")
        .endWaiting()
        .endState()
        .endContainerStatus()
        .build();
  }

  private void say(Pod pod, PodStatus status) {
    if (status.equals(pod.getStatus())) {
      return;
    }
    var unused =
        client
            .pods()
            .inNamespace(ApiServer.NAMESPACE)
            .resource(
                new PodBuilder(pod)
                    .editMetadata()
                    .withResourceVersion(null) // Whoever labels it meanwhile is not in the way.
                    .endMetadata()
                    .withStatus(status)
                    .build())
            .patchStatus();
  }
}
