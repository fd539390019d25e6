package io.slots.kubernetes.instance;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.slots.RefusedException;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Fences;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.cluster.KubernetesException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The writes to workloads; every one under the condition of what was read. */
final class Starting<T extends HasMetadata> {
  private static final int TRIES = 10;

  private final Cluster cluster;
  private final Api api;
  private final Fences fences;
  private final StartSecrets secrets;
  private final Workload<T> workload;
  private final PodTemplates templates;
  private final Optional<String> container;

  Starting(
      Cluster cluster,
      Api api,
      Fences fences,
      StartSecrets secrets,
      Workload<T> workload,
      PodTemplates templates,
      Optional<String> container) {
    this.cluster = cluster;
    this.api = api;
    this.fences = fences;
    this.secrets = secrets;
    this.workload = workload;
    this.templates = templates;
    this.container = container;
  }

  Optional<T> find(InstanceId instance) {
    return api.get(workload.type(), Launch.workloadName(instance));
  }

  /** Has the workload start its pod anew. */
  void start(Launch launch, CompletableFuture<?> wanted) {
    PodTemplateSpec template = template(launch);
    Optional<Secret> secret = Optional.empty();
    for (int i = 0; i < TRIES; i++) {
      Optional<T> found = find(launch.instance());
      expectInTime(launch, found, secret);
      Lane.stillWanted(wanted);
      Optional<T> present = found.isPresent() ? found : atRest(launch, template);
      if (present.isEmpty()) {
        continue;
      }
      if (present.get().getMetadata().getDeletionTimestamp() != null) {
        throw new KubernetesException(
            launch.instance() + " is being ended; ask again when it is gone");
      }
      secret = secrets.make(launch, present.get(), secret);
      if (secret.isPresent() && api.replace(object(launch, template, 1, present)).isPresent()) {
        return;
      }
    }
    throw new KubernetesException(
        Launch.workloadName(launch.instance()) + " changes faster than it can be written");
  }

  /** Who is late leaves no settings behind. */
  private void expectInTime(Launch launch, Optional<T> present, Optional<Secret> secret) {
    try {
      fences.admit(launch.app(), launch.token());
    } catch (RefusedException late) {
      if (present.filter(launch::isOf).isEmpty()) {
        secret.ifPresent(secrets::delete);
      }
      throw late;
    }
  }

  /** Who finds that he is late takes back what he has made, unless another start has begun. */
  private Optional<T> atRest(Launch launch, PodTemplateSpec template) {
    Optional<T> made = api.create(object(launch, template, 0, Optional.empty()));
    if (made.isPresent()) {
      try {
        fences.admit(launch.app(), launch.token());
      } catch (RefusedException late) {
        api.takeBack(made.get(), launch::isOf);
        throw late;
      }
    }
    return made;
  }

  private T object(Launch launch, PodTemplateSpec template, int replicas, Optional<T> present) {
    T object =
        workload.desired(
            new Workload.Pattern(
                Launch.workloadName(launch.instance()),
                launch.labels(),
                launch.annotations(),
                Launch.selector(launch.app(), launch.instance()),
                template,
                replicas),
            present);
    if (present.isEmpty()) {
      object.getMetadata().setOwnerReferences(cluster.owners(launch.app()));
    }
    return object;
  }

  private PodTemplateSpec template(Launch launch) {
    PodTemplateSpec template =
        new PodTemplateSpecBuilder(templates.of(launch.content()))
            .editOrNewMetadata()
            .addToLabels(launch.labels())
            .addToAnnotations("slots.io/instance-id", launch.instance().value())
            .endMetadata()
            .build();
    List<Container> containers = template.getSpec().getContainers();
    Container own =
        containers.stream()
            .filter(it -> container.isEmpty() || container.get().equals(it.getName()))
            .findFirst()
            .orElseThrow(
                () ->
                    new KubernetesException(
                        "the pod template of content "
                            + launch.content().id()
                            + " has no container "
                            + container.orElse("at all")));
    var settings =
        new EnvFromSourceBuilder()
            .withNewSecretRef()
            .withName(launch.secretName())
            .endSecretRef()
            .build();
    List<io.fabric8.kubernetes.api.model.EnvFromSource> sources = new ArrayList<>(own.getEnvFrom());
    sources.add(settings);
    own.setEnvFrom(sources);
    return template;
  }

  /** Has the cluster end the workload with its pod. */
  void end(AppName app, InstanceId instance, long token) {
    for (int i = 0; i < TRIES; i++) {
      Optional<T> present = find(instance);
      fences.admit(app, token);
      if (present.isEmpty() || api.delete(present.get())) {
        return;
      }
    }
    throw new KubernetesException(
        Launch.workloadName(instance) + " changes faster than it can be deleted");
  }

  /** Raises the token, and has every write fail that an older one has begun. */
  void fence(AppName app, long token) {
    fences.admit(app, token);
    for (T one : api.list(workload.type(), Labels.of(app, Launch.PART))) {
      touch(one, token);
    }
  }

  private void touch(T one, long token) {
    Optional<T> present = Optional.of(one);
    for (int i = 0; i < TRIES; i++) {
      if (present.isEmpty() || tokenOf(present.get()) >= token) {
        return; // What is made or written after the token was raised asks for it.
      }
      present.get().getMetadata().getAnnotations().put(Launch.TOKEN, String.valueOf(token));
      if (api.replace(present.get()).isPresent()) {
        return;
      }
      present = api.get(workload.type(), one.getMetadata().getName());
    }
    throw new KubernetesException(
        one.getMetadata().getName() + " changes faster than it can be fenced");
  }

  private static long tokenOf(HasMetadata object) {
    try {
      return Long.parseLong(object.getMetadata().getAnnotations().getOrDefault(Launch.TOKEN, "?"));
    } catch (NumberFormatException e) {
      return Long.MIN_VALUE;
    }
  }
}
