package io.slots.examples.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.slots.core.Slots;
import io.slots.core.probe.HttpHealthProbe;
import io.slots.kubernetes.route.Front;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Runs the controller, in a pod or by a kubeconfig, for one namespace. Arguments: the namespace,
 * and the class of the Ingresses.
 */
public final class Main {
  private Main() {}

  /** Runs until it is ended. */
  public static void main(String[] args) throws InterruptedException {
    if (args.length != 2) {
      throw new IllegalArgumentException("two arguments are needed: namespace and ingress class");
    }
    String namespace = args[0];
    ExecutorService executor = Executors.newCachedThreadPool();
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    try (KubernetesClient client = new KubernetesClientBuilder().build();
        Parts parts =
            Parts.of(
                client,
                namespace,
                Front.ingress(args[1]),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                executor,
                scheduler);
        Slots slots =
            Slots.builder()
                .store(parts.store())
                .restarter(parts.instances())
                .provisioner(parts.instances())
                .router(parts.router())
                .probe(HttpHealthProbe.create())
                .build();
        Operator operator =
            new Operator(client, namespace, slots, executor, scheduler, Duration.ofSeconds(30))) {
      operator.start();
      new CountDownLatch(1).await();
    }
  }
}
