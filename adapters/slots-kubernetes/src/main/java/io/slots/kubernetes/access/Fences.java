package io.slots.kubernetes.access;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.AppName;
import io.slots.kubernetes.cluster.KubernetesException;
import java.util.Optional;

/**
 * The highest fencing token seen of each app, in an object of its own (S9.4). Whoever changes an
 * object reads it first, asks here then, and writes under the condition of what it read; who fences
 * raises the token first and touches the objects then. So a write whose token was admitted before
 * fails, or was made before.
 */
public final class Fences {
  private static final String PART = "fence";
  private static final String TOKEN = "token";
  private static final int TRIES = 20;

  private final Api api;

  /** Kept in that cluster. */
  public Fences(Api api) {
    this.api = api;
  }

  /**
   * Takes note of a token.
   *
   * @throws RefusedException if a higher one was seen
   */
  public void admit(AppName app, long token) {
    for (int i = 0; i < TRIES; i++) {
      Optional<ConfigMap> present = api.get(ConfigMap.class, nameOf(app));
      long seen = present.map(it -> token(it, app)).orElse(Long.MIN_VALUE);
      if (token < seen) {
        throw new RefusedException(
            Rule.of(9, 4),
            "fencing token " + token + " for app " + app + " when " + seen + " was seen already",
            "a call by the engine that drives the app now");
      }
      if (token == seen || write(present, app, token)) {
        return;
      }
    }
    throw new KubernetesException(
        "configmap " + nameOf(app) + " changes faster than it can be written");
  }

  private boolean write(Optional<ConfigMap> present, AppName app, long token) {
    ConfigMap next =
        present
            .map(ConfigMapBuilder::new)
            .orElseGet(
                () -> new ConfigMapBuilder().withNewMetadata().withName(nameOf(app)).endMetadata())
            .editMetadata()
            .addToLabels(Labels.of(app, PART))
            .endMetadata()
            .addToData(TOKEN, String.valueOf(token))
            .build();
    return (present.isPresent() ? api.replace(next) : api.create(next)).isPresent();
  }

  private static long token(ConfigMap fence, AppName app) {
    try {
      return Long.parseLong(fence.getData().getOrDefault(TOKEN, "?"));
    } catch (NumberFormatException e) {
      throw new KubernetesException(
          "configmap " + nameOf(app) + " has no fencing token: somebody has edited it");
    }
  }

  private static String nameOf(AppName app) {
    return "slots-fence." + app.folded();
  }
}
