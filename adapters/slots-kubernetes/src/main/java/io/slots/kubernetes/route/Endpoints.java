package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slots.kubernetes.cluster.KubernetesException;
import java.net.HttpURLConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the cluster says that a Service leads. Before Kubernetes 1.21 that was another version. */
final class Endpoints {
  private static final String SERVICE = "kubernetes.io/service-name";

  private final KubernetesClient client;
  private final String namespace;
  private volatile boolean isOld;

  Endpoints(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** The addresses that get requests. */
  Set<String> ready(String service) {
    boolean old = isOld;
    try {
      return old ? readyOfOld(service) : readyOfNew(service);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND && !old) {
        isOld = true;
        return ready(service);
      }
      throw new KubernetesException(
          "the API server answered status "
              + e.getCode()
              + " to: list endpointslices of "
              + service);
    }
  }

  private Set<String> readyOfNew(String service) {
    Set<String> ready = new HashSet<>();
    client
        .resources(EndpointSlice.class)
        .inNamespace(namespace)
        .withLabel(SERVICE, service)
        .list()
        .getItems()
        .forEach(
            slice ->
                list(slice.getEndpoints()).stream()
                    .filter(
                        it ->
                            it.getConditions() == null
                                || !Boolean.FALSE.equals(it.getConditions().getReady()))
                    .forEach(it -> ready.addAll(it.getAddresses())));
    return ready;
  }

  private Set<String> readyOfOld(String service) {
    Set<String> ready = new HashSet<>();
    client
        .resources(io.fabric8.kubernetes.api.model.discovery.v1beta1.EndpointSlice.class)
        .inNamespace(namespace)
        .withLabel(SERVICE, service)
        .list()
        .getItems()
        .forEach(
            slice ->
                list(slice.getEndpoints()).stream()
                    .filter(
                        it ->
                            it.getConditions() == null
                                || !Boolean.FALSE.equals(it.getConditions().getReady()))
                    .forEach(it -> ready.addAll(it.getAddresses())));
    return ready;
  }

  /** A slice of nobody comes without a list. */
  private static <T> List<T> list(@Nullable List<T> endpoints) {
    return Objects.requireNonNullElse(endpoints, List.of());
  }
}
