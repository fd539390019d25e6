package io.slots.kubernetes.instance;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Fences;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.cluster.KubernetesException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The writes to workloads and their Secrets; every one under the condition of what was read. */
final class Starting<T extends HasMetadata> {
  static final String SETTINGS = "settings";
  private static final int TRIES = 10;

  private final Cluster cluster;
  private final Api api;
  private final Fences fences;
  private final Workload<T> workload;
  private final PodTemplates templates;
  private final Optional<String> container;

  Starting(
      Cluster cluster,
      Api api,
      Fences fences,
      Workload<T> workload,
      PodTemplates templates,
      Optional<String> container) {
    this.cluster = cluster;
    this.api = api;
    this.fences = fences;
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
    boolean hasSecret = false;
    for (int i = 0; i < TRIES; i++) {
      Optional<T> found = find(launch.instance());
      fences.admit(launch.app(), launch.token());
      Lane.stillWanted(wanted);
      if (found.isEmpty()) {
        found = api.create(object(launch, template, 0, Optional.empty()));
        fences.admit(launch.app(), launch.token());
      }
      if (found.isEmpty()) {
        continue;
      }
      T present = found.get();
      if (present.getMetadata().getDeletionTimestamp() != null) {
        throw new KubernetesException(
            launch.instance() + " is being ended; ask again when it is gone");
      }
      if (!hasSecret) {
        hasSecret = api.create(secret(launch, present)).isPresent();
      }
      if (api.replace(object(launch, template, 1, found)).isPresent()) {
        return;
      }
    }
    throw new KubernetesException(
        Launch.workloadName(launch.instance()) + " changes faster than it can be written");
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

  private Secret secret(Launch launch, T owner) {
    Map<String, String> labels = new HashMap<>(Labels.of(launch.app(), SETTINGS));
    labels.put(Launch.INSTANCE, Launch.label(launch.instance()));
    labels.put(Launch.REVISION, launch.revision());
    return new SecretBuilder()
        .withNewMetadata()
        .withName(launch.secretName())
        .withLabels(labels)
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .build())
        .endMetadata()
        .withImmutable(true)
        .withStringData(launch.environment())
        .build();
  }

  /** Clears away the settings of other starts than this one. */
  void clearSettings(AppName app, InstanceId instance, String but) {
    Map<String, String> labels = new HashMap<>(Labels.of(app, SETTINGS));
    labels.put(Launch.INSTANCE, Launch.label(instance));
    for (Secret secret : api.list(Secret.class, labels)) {
      if (!but.equals(secret.getMetadata().getLabels().get(Launch.REVISION))) {
        boolean unused = api.delete(secret);
      }
    }
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
    String text = String.valueOf(token);
    for (T one : api.list(workload.type(), Labels.of(app, Launch.PART))) {
      Optional<T> present = Optional.of(one);
      while (present.isPresent() && !text.equals(tokenOf(present.get()))) {
        present.get().getMetadata().getAnnotations().put(Launch.TOKEN, text);
        present =
            api.replace(present.get()).isPresent()
                ? Optional.empty()
                : api.get(workload.type(), one.getMetadata().getName());
      }
    }
  }

  private static String tokenOf(HasMetadata object) {
    return object.getMetadata().getAnnotations().getOrDefault(Launch.TOKEN, "");
  }
}
