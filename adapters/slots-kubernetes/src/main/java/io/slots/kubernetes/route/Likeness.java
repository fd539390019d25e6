package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.slots.kubernetes.cluster.Cluster;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells whether an object is as it is to be, whatever else others, or defaults, have added. */
final class Likeness {
  /** With one more label it selects something else. */
  private static final String SELECTOR = "selector";

  private final Cluster cluster;

  Likeness(Cluster cluster) {
    this.cluster = cluster;
  }

  boolean has(HasMetadata present, HasMetadata wanted) {
    return holds(fields(present).get("spec"), fields(wanted).get("spec"))
        && holds(present.getMetadata().getLabels(), wanted.getMetadata().getLabels());
  }

  private Map<?, ?> fields(HasMetadata object) {
    return cluster.client().getKubernetesSerialization().convertValue(object, Map.class);
  }

  private static boolean holds(@Nullable Object present, @Nullable Object wanted) {
    if (wanted instanceof Map<?, ?> fields) {
      return present instanceof Map<?, ?> all
          && fields.entrySet().stream()
              .allMatch(
                  it ->
                      SELECTOR.equals(it.getKey())
                          ? it.getValue().equals(all.get(it.getKey()))
                          : holds(all.get(it.getKey()), it.getValue()));
    }
    if (wanted instanceof List<?> items) {
      if (!(present instanceof List<?> all) || all.size() != items.size()) {
        return false;
      }
      for (int i = 0; i < items.size(); i++) {
        if (!holds(all.get(i), items.get(i))) {
          return false;
        }
      }
      return true;
    }
    return Objects.equals(String.valueOf(present), String.valueOf(wanted));
  }
}
