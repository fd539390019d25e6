package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.slots.effect.RoutingGeneration;
import java.util.Map;

/** The generation that an object bears: that of the newest table that has wanted it. */
final class Stamp {
  static final String KEY = "slots.io/generation";

  private Stamp() {}

  /** What the object bears; {@link RoutingGeneration#NONE} if nothing that can be read. */
  static RoutingGeneration of(HasMetadata object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    String text = annotations == null ? "" : annotations.getOrDefault(KEY, "");
    int dot = text.indexOf('.');
    try {
      return dot < 0
          ? RoutingGeneration.NONE
          : new RoutingGeneration(
              Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
    } catch (NumberFormatException e) {
      return RoutingGeneration.NONE;
    }
  }
}
