package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slots.kubernetes.cluster.KubernetesException;
import java.net.HttpURLConnection;
import java.util.HashSet;
import java.util.Set;

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
    try {
      return isOld ? readyOfOld(service) : readyOfNew(service);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND && !isOld) {
        isOld = true;
        return ready(service);
      }
      throw new KubernetesException(
          "the API server answered status " + e.getCode() + " to: list endpointslices of " + service);
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
                slice.getEndpoints().stream()
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
                slice.getEndpoints().stream()
                    .filter(
                        it ->
                            it.getConditions() == null
                                || !Boolean.FALSE.equals(it.getConditions().getReady()))
                    .forEach(it -> ready.addAll(it.getAddresses())));
    return ready;
  }
}
