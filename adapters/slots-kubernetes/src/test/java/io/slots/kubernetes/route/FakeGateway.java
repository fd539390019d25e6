package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.server.ApiServer;
import io.slots.testkit.conformance.DataPlane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A gateway that looks at the cluster with each request: at the Ingress or HTTPRoute of the host,
 * at the EndpointSlices of its backend, and gives the request to the pods there in turn.
 */
public final class FakeGateway implements DataPlane {
  private final KubernetesClient client;
  private final Endpoints endpoints;
  private final Map<String, InstanceId> pods = new ConcurrentHashMap<>();
  private final Map<InstanceId, AtomicInteger> inFlight = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();

  /** Of the cluster that {@code client} talks to. */
  public FakeGateway(KubernetesClient client) {
    this.client = client;
    this.endpoints = new Endpoints(client, ApiServer.NAMESPACE);
  }

  /** A pod that runs, and is an instance of that identity. */
  @Override
  public Instance instance(String id) {
    InstanceId instance = InstanceId.of(id);
    String ip = "10.2.0." + number.incrementAndGet();
    Map<String, String> labels = new HashMap<>(Labels.of("instance"));
    labels.put("slots.io/instance", Pools.label(instance));
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("pod-" + id)
            .withLabels(labels)
            .endMetadata()
            .withNewSpec()
            .withNodeName("slots-test-node")
            .addNewContainer()
            .withName("app")
            .withImage("app")
            .endContainer()
            .endSpec()
            .withNewStatus()
            .withPhase("Running")
            .withPodIP(ip)
            .addNewPodIP(ip)
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .endCondition()
            .endStatus()
            .build();
    Pod made = client.pods().inNamespace(ApiServer.NAMESPACE).resource(pod).create();
    // Of no version, as a router may have labelled it in the meantime.
    Pod running =
        new PodBuilder(made)
            .editMetadata()
            .withResourceVersion(null)
            .endMetadata()
            .withStatus(pod.getStatus())
            .build();
    var unused = client.pods().inNamespace(ApiServer.NAMESPACE).resource(running).patchStatus();
    pods.put(ip, instance);
    inFlight.put(instance, new AtomicInteger());
    return Instance.of(id, "http://" + ip + ":8080");
  }

  @Override
  public Visit visit(HostName host) {
    Optional<InstanceId> instance = instance(host);
    instance.ifPresent(it -> count(it).incrementAndGet());
    AtomicBoolean open = new AtomicBoolean(true);
    return new Visit() {
      @Override
      public Optional<InstanceId> instance() {
        return instance;
      }

      @Override
      public void finish() {
        if (open.getAndSet(false)) {
          instance.ifPresent(it -> count(it).decrementAndGet());
        }
      }
    };
  }

  private AtomicInteger count(InstanceId instance) {
    return inFlight.computeIfAbsent(instance, it -> new AtomicInteger());
  }

  /** What is in flight. */
  public Map<InstanceId, Integer> count(AppName app, Set<InstanceId> instances) {
    return instances.stream()
        .filter(inFlight::containsKey)
        .collect(Collectors.toMap(it -> it, it -> count(it).get()));
  }

  /** Once more, where what was read does not belong together any more, as a proxy retries. */
  private Optional<InstanceId> instance(HostName host) {
    Optional<String> service = service(host);
    if (service.isEmpty()) {
      return Optional.empty();
    }
    List<String> addresses = endpoints.ready(service.get()).stream().sorted().toList();
    return addresses.isEmpty()
        ? Optional.empty()
        : Optional.of(at(addresses.get(number.incrementAndGet() % addresses.size())));
  }

  /** The instance at an address: one that was made here, or a pod that something else made. */
  private InstanceId at(String address) {
    return pods.computeIfAbsent(
        address,
        it ->
            client.pods().inNamespace(ApiServer.NAMESPACE).list().getItems().stream()
                .filter(pod -> it.equals(pod.getStatus().getPodIP()))
                .map(pod -> pod.getMetadata().getAnnotations().get("slots.io/instance-id"))
                .map(InstanceId::of)
                .findFirst()
                .orElseThrow());
  }

  private Optional<String> service(HostName host) {
    Stream<String> ofIngress =
        client.resources(Ingress.class).inNamespace(ApiServer.NAMESPACE).list().getItems().stream()
            .flatMap(it -> it.getSpec().getRules().stream())
            .filter(it -> host.value().equals(it.getHost()))
            .map(it -> it.getHttp().getPaths().get(0).getBackend().getService().getName());
    return ofIngress.findFirst().or(() -> serviceOfRoute(host));
  }

  private Optional<String> serviceOfRoute(HostName host) {
    if (ApiServer.isGiven()) {
      return Optional.empty(); // It may not know that kind.
    }
    return client
        .resources(HTTPRoute.class)
        .inNamespace(ApiServer.NAMESPACE)
        .list()
        .getItems()
        .stream()
        .filter(it -> it.getSpec().getHostnames().contains(host.value()))
        .map(it -> it.getSpec().getRules().get(it.getSpec().getRules().size() - 1).getBackendRefs())
        .flatMap(
            refs ->
                refs.stream()
                    .flatMap(
                        ref ->
                            Stream.generate(ref::getName)
                                .limit(Objects.requireNonNullElse(ref.getWeight(), 1))))
        .skip(number.incrementAndGet() % 1_000)
        .findFirst();
  }
}
