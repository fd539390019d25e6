package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.slots.effect.RoutesAnswer.Refused;
import io.slots.effect.RoutingGeneration;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.cluster.KubernetesException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings about what was decided: has the front's objects say what the table says.
 *
 * <p>An object that is there bears its generation, and is written under the condition of its
 * resourceVersion, so that nobody puts an older one in its place. One that is not there bears
 * nothing: who creates it looks before and after whether a newer table is decided. If that is
 * decided later still, whoever brings it about finds the object in the list, and takes it away.
 */
final class Bringing {
  private static final Logger log = LoggerFactory.getLogger(Bringing.class);
  private static final int TRIES = 20;

  private final Cluster cluster;
  private final Api api;
  private final Deciding deciding;
  private final Front front;
  private final Pool.Ports ports;
  private final Likeness likeness;

  Bringing(Cluster cluster, Api api, Deciding deciding, Front front, Pool.Ports ports) {
    this.cluster = cluster;
    this.api = api;
    this.deciding = deciding;
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

  /**
   * Brings a decided table about.
   *
   * @throws LateException if a newer one is decided by now
   */
  Brought bring(Wanted wanted) {
    List<HasMetadata> now = new ArrayList<>();
    boolean changed = false;
    for (HasMetadata object : front.objects(wanted.table(), cluster, ports)) {
      Brought one = bring(object, wanted);
      now.addAll(one.objects());
      changed |= one.changed();
    }
    return new Brought(now, clearOthers(now, wanted) || changed);
  }

  private boolean clearOthers(List<HasMetadata> ours, Wanted wanted) {
    Set<String> names =
        ours.stream().map(it -> it.getMetadata().getName()).collect(Collectors.toSet());
    boolean changed = false;
    for (HasMetadata left : api.list(front.type(), Labels.of(wanted.app(), Front.PART))) {
      if (!names.contains(left.getMetadata().getName())
          && !Stamp.of(left).isNewerThan(wanted.generation())) {
        changed = true;
        if (!api.delete(left)) {
          throw new KubernetesException(
              left.getMetadata().getName() + " was changed while it was taken away; ask again");
        }
      }
    }
    return changed;
  }

  private Brought bring(HasMetadata object, Wanted wanted) {
    ObjectMeta meta = object.getMetadata();
    meta.setAnnotations(Map.of(Stamp.KEY, wanted.generation().toString()));
    for (int i = 0; i < TRIES; i++) {
      Optional<HasMetadata> present = find(object);
      if (present.isPresent() && !Ownership.isOf(present.get(), wanted.app())) {
        throw new KubernetesException(Ownership.taken(object));
      }
      if (present.isPresent() && isDone(present.get(), object, wanted)) {
        return new Brought(List.of(present.get()), false);
      }
      Optional<HasMetadata> written =
          present.isPresent() ? put(present.get(), object) : create(object, wanted);
      if (written.isPresent()) {
        return new Brought(List.of(written.get()), true);
      }
    }
    throw new KubernetesException(meta.getName() + " changes faster than it can be written");
  }

  private boolean isDone(HasMetadata present, HasMetadata object, Wanted wanted) {
    RoutingGeneration there = Stamp.of(present);
    if (there.isNewerThan(wanted.generation())) {
      deciding.expectInTime(wanted);
      log.warn("{} bears a generation that nobody decided", object.getMetadata().getName());
    }
    if (!there.equals(wanted.generation())) {
      return false;
    }
    boolean alike = likeness.has(present, object);
    if (!alike) {
      log.warn("{} was changed by somebody else, and is put right", object.getMetadata().getName());
    }
    return alike;
  }

  private Optional<HasMetadata> create(HasMetadata object, Wanted wanted) {
    deciding.expectInTime(wanted);
    object.getMetadata().setResourceVersion(null);
    Optional<HasMetadata> made = api.create(object);
    if (made.isPresent()) {
      RouteRecord now = deciding.record(wanted.app());
      Optional<Refused> late = deciding.late(now, wanted);
      if (late.isPresent()) {
        // A newer token alone does not make the table wrong, which its engine may count upon.
        if (deciding.isPast(now, wanted.table())) {
          api.takeBack(made.get(), it -> Stamp.of(it).equals(wanted.generation()));
        }
        Deciding.fail(late.get());
      }
    }
    return made;
  }

  private Optional<HasMetadata> put(HasMetadata present, HasMetadata object) {
    object.getMetadata().setResourceVersion(present.getMetadata().getResourceVersion());
    Optional<HasMetadata> applied = api.apply(object);
    // Old clusters merge a selector with what others have put into it.
    return applied.isPresent() && !likeness.has(applied.get(), object)
        ? api.replace(front.put(applied.get(), object))
        : applied;
  }

  private Optional<HasMetadata> find(HasMetadata object) {
    return api.get(front.type(), object.getMetadata().getName()).map(HasMetadata.class::cast);
  }
}
