package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.cluster.KubernetesException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings about what was decided: has the front's objects say what the table says. */
final class Bringing {
  private static final Logger log = LoggerFactory.getLogger(Bringing.class);
  private static final String GENERATION = "slots.io/generation";
  private static final int TRIES = 20;

  private final Cluster cluster;
  private final Api api;
  private final Front front;
  private final Pool.Ports ports;
  private final Likeness likeness;

  Bringing(Cluster cluster, Api api, Front front, Pool.Ports ports) {
    this.cluster = cluster;
    this.api = api;
    this.front = front;
    this.ports = ports;
    this.likeness = new Likeness(cluster);
  }

  /**
   * What has been brought about.
   *
   * @param objects the front's objects, as they are now
   * @param changed whether anything had to be changed for it
   */
  record Brought(List<HasMetadata> objects, boolean changed) {}

  Brought bring(RoutingTable table) {
    List<HasMetadata> now = new ArrayList<>();
    boolean changed = false;
    for (HasMetadata wanted : front.objects(table, cluster, ports)) {
      Brought one = bring(wanted, table.generation());
      now.addAll(one.objects());
      changed |= one.changed();
    }
    Set<String> names =
        now.stream().map(it -> it.getMetadata().getName()).collect(Collectors.toSet());
    for (HasMetadata left : api.list(front.type(), Labels.of(table.app(), Front.PART))) {
      if (!names.contains(left.getMetadata().getName())
          && !generation(left).isNewerThan(table.generation())) {
        changed = true;
        if (!api.delete(left)) {
          throw new KubernetesException(
              left.getMetadata().getName() + " was changed while it was taken away; ask again");
        }
      }
    }
    return new Brought(now, changed);
  }

  private Brought bring(HasMetadata wanted, RoutingGeneration generation) {
    ObjectMeta meta = wanted.getMetadata();
    meta.setAnnotations(java.util.Map.of(GENERATION, generation.toString()));
    for (int i = 0; i < TRIES; i++) {
      Optional<HasMetadata> present = find(wanted);
      if (present.isEmpty()) {
        meta.setResourceVersion(null);
        Optional<HasMetadata> made = api.create(wanted);
        if (made.isPresent()) {
          return new Brought(List.of(made.get()), true);
        }
        continue;
      }
      RoutingGeneration there = generation(present.get());
      if (there.isNewerThan(generation)) {
        throw new KubernetesException(
            meta.getName() + " is of generation " + there + " already; ask what is in force");
      }
      boolean alike = likeness.has(present.get(), wanted);
      if (alike && there.equals(generation)) {
        return new Brought(List.of(present.get()), false);
      }
      if (!alike && there.equals(generation)) {
        log.warn("{} was changed by somebody else, and is put right", meta.getName());
      }
      meta.setResourceVersion(present.get().getMetadata().getResourceVersion());
      Optional<HasMetadata> applied = api.apply(wanted);
      if (applied.isPresent() && !likeness.has(applied.get(), wanted)) {
        // Old clusters merge a selector with what others have put into it.
        applied = api.replace(front.put(applied.get(), wanted));
      }
      if (applied.isPresent()) {
        return new Brought(List.of(applied.get()), true);
      }
    }
    throw new KubernetesException(meta.getName() + " changes faster than it can be written");
  }

  private Optional<HasMetadata> find(HasMetadata wanted) {
    return api.get(front.type(), wanted.getMetadata().getName()).map(HasMetadata.class::cast);
  }

  private static RoutingGeneration generation(HasMetadata object) {
    String text =
        object.getMetadata().getAnnotations() == null
            ? ""
            : object.getMetadata().getAnnotations().getOrDefault(GENERATION, "");
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
