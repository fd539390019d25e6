package io.slots.kubernetes.instance;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The Secrets with the settings of starts, each of which belongs to the workload of its instance.
 *
 * <p>A Secret bears which generation of the workload its start is about to change. Starts make
 * their Secret first and change the workload then, under the condition of what it was; so when the
 * workload is of a later generation, nothing comes of it any more, unless it is made for that one
 * again, which breaks the condition under which others delete it. So who clears away never takes
 * the settings of a start that comes later, by whichever engine.
 */
final class StartSecrets {
  private static final String PART = "settings";
  private static final String FOR = "slots.io/for-generation";

  private final Api api;

  StartSecrets(Api api) {
    this.api = api;
  }

  /**
   * Has the start's Secret be there for the workload as it is.
   *
   * @param known the Secret, if the start has made it already
   * @return the Secret; empty if it was taken away or changed in between
   */
  Optional<Secret> make(Launch launch, HasMetadata workload, Optional<Secret> known) {
    if (known.isEmpty()) {
      Optional<Secret> made = api.create(secret(launch, workload));
      if (made.isPresent()) {
        return made;
      }
    }
    Optional<Secret> present =
        known.isPresent() ? known : api.get(Secret.class, launch.secretName());
    return present.isEmpty() || isFor(present.get(), workload)
        ? present
        : api.replace(
            new SecretBuilder(present.get())
                .editMetadata()
                .addToAnnotations(FOR, generation(workload))
                .withOwnerReferences(owner(workload))
                .endMetadata()
                .build());
  }

  private static boolean isFor(Secret secret, HasMetadata workload) {
    return belongsTo(secret, workload)
        && generation(workload).equals(secret.getMetadata().getAnnotations().get(FOR));
  }

  private static boolean belongsTo(Secret secret, HasMetadata workload) {
    return secret.getMetadata().getOwnerReferences().stream()
        .anyMatch(it -> it.getUid().equals(workload.getMetadata().getUid()));
  }

  private static String generation(HasMetadata workload) {
    return String.valueOf(generationNumber(workload));
  }

  private static long generationNumber(HasMetadata workload) {
    return Objects.requireNonNullElse(workload.getMetadata().getGeneration(), 0L);
  }

  private static Secret secret(Launch launch, HasMetadata workload) {
    Map<String, String> labels = new HashMap<>(labels(launch.app(), launch.instance()));
    labels.put(Launch.REVISION, launch.revision());
    return new SecretBuilder()
        .withNewMetadata()
        .withName(launch.secretName())
        .withLabels(labels)
        .addToAnnotations(FOR, generation(workload))
        .withOwnerReferences(owner(workload))
        .endMetadata()
        .withImmutable(true)
        .withStringData(launch.environment())
        .build();
  }

  private static OwnerReference owner(HasMetadata workload) {
    return new OwnerReferenceBuilder()
        .withApiVersion(workload.getApiVersion())
        .withKind(workload.getKind())
        .withName(workload.getMetadata().getName())
        .withUid(workload.getMetadata().getUid())
        .build();
  }

  private static Map<String, String> labels(AppName app, InstanceId instance) {
    Map<String, String> labels = new HashMap<>(Labels.of(app, PART));
    labels.put(Launch.INSTANCE, Launch.label(instance));
    return labels;
  }

  /** Those of an instance. */
  List<Secret> of(AppName app, InstanceId instance) {
    return api.list(Secret.class, labels(app, instance));
  }

  /** Clears away the settings of other starts, of which nothing comes any more. */
  void clearOthers(Launch launch, HasMetadata workload) {
    for (Secret secret : of(launch.app(), launch.instance())) {
      if (!launch.isOf(secret) && belongsTo(secret, workload) && isOver(secret, workload)) {
        delete(secret);
      }
    }
  }

  private static boolean isOver(Secret secret, HasMetadata workload) {
    Map<String, String> annotations = secret.getMetadata().getAnnotations();
    String made = annotations == null ? null : annotations.get(FOR);
    try {
      return made == null || Long.parseLong(made) < generationNumber(workload);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Deletes a Secret, if it is as it was read. */
  void delete(Secret secret) {
    boolean unused = api.delete(secret);
  }
}
