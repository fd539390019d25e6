package io.slots.kubernetes.server;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slots.kubernetes.access.Labels;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real API server with its controllers. It needs no node: pods are given to one in name only, and
 * a kubelet in name only plays them.
 */
final class GivenServer extends ApiServer {
  /** Whose rights the library has: a service account, as {@code system:serviceaccount:…}. */
  private static final String AS = System.getProperty("slots.kubernetes.as", "");

  static final String NODE = "slots-test-node";

  private final File kubeconfig;

  GivenServer(Path kubeconfig) {
    this.kubeconfig = kubeconfig.toFile();
    clear(aside());
  }

  private static void clear(KubernetesClient client) {
    if (client.namespaces().withName(NAMESPACE).get() == null) {
      var unused =
          client
              .resource(
                  new NamespaceBuilder()
                      .withNewMetadata()
                      .withName(NAMESPACE)
                      .endMetadata()
                      .build())
              .create();
    }
    if (client.resources(Node.class).withName(NODE).get() == null) {
      var unused =
          client
              .resource(new NodeBuilder().withNewMetadata().withName(NODE).endMetadata().build())
              .create();
    }
    for (Class<? extends HasMetadata> type :
        List.of(
            io.fabric8.kubernetes.api.model.apps.Deployment.class,
            io.fabric8.kubernetes.api.model.networking.v1.Ingress.class,
            io.fabric8.kubernetes.api.model.ConfigMap.class,
            io.fabric8.kubernetes.api.model.Secret.class,
            io.fabric8.kubernetes.api.model.coordination.v1.Lease.class,
            Pod.class)) {
      var unused =
          client
              .resources(type)
              .inNamespace(NAMESPACE)
              .withLabel(Labels.MANAGED_BY, Labels.FIELD_MANAGER)
              .withGracePeriod(0)
              .delete();
    }
    if (client.supports(HTTPRoute.class)) {
      var unused =
          client
              .resources(HTTPRoute.class)
              .inNamespace(NAMESPACE)
              .withLabel(Labels.MANAGED_BY, Labels.FIELD_MANAGER)
              .delete();
    }
    // Those of somebody else's too, which tests make.
    var unused = client.services().inNamespace(NAMESPACE).delete();
  }

  @Override
  Config config(int retries, String userAgent) {
    ConfigBuilder config =
        new ConfigBuilder(Objects.requireNonNull(Config.fromKubeconfig(kubeconfig)))
            .withNamespace(NAMESPACE)
            .withUserAgent(userAgent)
            .withRequestRetryBackoffLimit(retries);
    return AS.isEmpty() || userAgent.equals(OTHERS)
        ? config.build()
        : config.withImpersonateUsername(AS).build();
  }

  @Override
  public RestOfTheCluster rest() {
    return RestOfTheCluster.kubelet(aside());
  }

  private static RuntimeException needsMemory() {
    Assumptions.abort("it needs the API server in memory: run it without a kubeconfig");
    return new IllegalStateException();
  }

  @Override
  public List<ApiCall> calls() {
    throw needsMemory();
  }

  @Override
  public void forget() {
    throw needsMemory();
  }

  @Override
  public void faults(Function<ApiCall, @Nullable Fault> faults) {
    throw needsMemory();
  }

  @Override
  public void cutWatches() {
    throw needsMemory();
  }
}
