package io.slots.haproxy.plane;

import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import java.util.List;

/**
 * A backend in use: the instances that serve one slot together. It is never changed, so that
 * whoever was given to it stays with it; other instances are another backend. One that no route
 * leads to any more is draining.
 *
 * @param backend the backend's name
 * @param app whose it is
 * @param members its servers, in the order of the route's instances
 */
public record Group(String backend, AppName app, List<Member> members) {
  /** Copies the list. */
  public Group {
    members = List.copyOf(members);
  }

  /** The instances, in the order of the route. */
  public List<Instance> instances() {
    return members.stream().map(Member::instance).toList();
  }

  /** Says whether {@code instance} is in it. */
  public boolean has(InstanceId instance) {
    return members.stream().anyMatch(member -> member.instance().id().equals(instance));
  }
}
