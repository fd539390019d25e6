package io.slots.haproxy;

import com.google.common.collect.ImmutableList;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.haproxy.cli.Worker;
import io.slots.haproxy.plane.Group;
import io.slots.haproxy.plane.Member;
import io.slots.haproxy.plane.Plane;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Gives backends of the pool to sets of instances. */
final class Allocation {
  private final Settings settings;

  /**
   * Where the search goes on: a backend that was just left may keep its servers for some seconds.
   */
  private int last;

  Allocation(Settings settings) {
    this.settings = settings;
  }

  /** What came of it: the groups, or why there are none. */
  record Answer(List<Group> groups, Optional<String> problem) {}

  /**
   * Gives a backend to each of {@code missing}.
   *
   * @param plane what is in force; the backends in use are not touched
   * @param worker in which the backends are looked at, and cleared of what is left in them
   */
  Answer allocate(Plane plane, AppName app, Collection<List<Instance>> missing, Worker worker)
      throws IOException {
    List<List<Member>> wanted = new ArrayList<>();
    try {
      for (List<Instance> instances : missing) {
        wanted.add(members(instances));
      }
    } catch (NotRoutableException e) {
      return new Answer(List.of(), Optional.of(String.valueOf(e.getMessage())));
    }
    List<Group> groups = new ArrayList<>();
    Optional<String> said = Optional.empty();
    for (int tries = 0; tries < settings.backends() && groups.size() < wanted.size(); tries++) {
      last = last % settings.backends() + 1;
      String name = BackendsFile.name(last);
      if (plane.groups().containsKey(name)) {
        continue;
      }
      Optional<String> keeps = settings.servers().clear(worker, name);
      if (keeps.isPresent()) {
        said = keeps;
      } else {
        groups.add(new Group(name, app, wanted.get(groups.size())));
      }
    }
    return groups.size() == wanted.size()
        ? new Answer(groups, Optional.empty())
        : new Answer(List.of(), Optional.of(tooFew(plane, wanted.size(), said)));
  }

  private String tooFew(Plane plane, int wanted, Optional<String> said) {
    return "no backend is free: of "
        + settings.backends()
        + ", "
        + plane.groups().size()
        + " are in use ("
        + plane.draining().size()
        + " of them draining), and "
        + wanted
        + " more are needed; declare more with backends(n), or wait until they are drained"
        + said.map(words -> ". " + words).orElse("");
  }

  private List<Member> members(List<Instance> instances) throws NotRoutableException {
    int most = settings.servers().declared();
    if (most > 0 && instances.size() > most) {
      throw new NotRoutableException(
          instances.size()
              + " instances for one slot, and each backend declares "
              + most
              + " servers; declare more with declaredServers(n)");
    }
    ImmutableList.Builder<Member> members = ImmutableList.builder();
    int index = 0;
    for (Instance instance : instances) {
      String name = settings.servers().name(index++, instance.id().value());
      Member member = new Member(name, instance, ip(instance));
      if (member.tls() && (most > 0 || settings.servers().tlsOptions().isEmpty())) {
        throw new NotRoutableException(
            "instance "
                + instance.id()
                + " speaks TLS; say with tlsOptions(…) how it is verified, for servers that are"
                + " added at run time");
      }
      members.add(member);
    }
    return members.build();
  }

  private static String ip(Instance instance) throws NotRoutableException {
    try {
      return InetAddress.getByName(instance.address().getHost()).getHostAddress();
    } catch (UnknownHostException e) {
      throw new NotRoutableException("the host of instance " + instance.id() + " has no address");
    }
  }

  private static final class NotRoutableException extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;

    NotRoutableException(String message) {
      super(message);
    }
  }
}
