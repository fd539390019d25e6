package io.slots.haproxy;

import io.slots.haproxy.cli.SaidNoException;
import io.slots.haproxy.cli.Worker;
import io.slots.haproxy.cli.Worker.ServerState;
import io.slots.haproxy.plane.Group;
import io.slots.haproxy.plane.Member;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers of a backend: added and deleted at run time, or, for a HAProxy before 2.6, declared
 * beforehand and given addresses.
 *
 * @param declared how many servers each backend has declared; 0 means that they are added
 * @param tlsOptions what the server of an instance with TLS is told besides its address
 */
record Servers(int declared, Optional<String> tlsOptions) {
  private static final Logger log = LoggerFactory.getLogger(Servers.class);

  /** Where a declared server is that has no instance. It is in maintenance. */
  private static final String NOWHERE = "127.0.0.1:1";

  /** Returns the name of the {@code index}th server of a backend. */
  String name(int index, String instance) {
    return declared > 0 ? "s" + (index + 1) : instance;
  }

  /** Has {@code worker} have the servers of {@code group}, ready for requests. */
  void ensure(Worker worker, Group group) throws IOException, SaidNoException {
    Map<String, ServerState> present = worker.servers(group.backend());
    for (Member member : group.members()) {
      String server = group.backend() + "/" + member.server();
      ServerState state = present.get(member.server());
      boolean right =
          state != null && state.address().equals(member.ip()) && state.port() == member.port();
      if (!right && declared > 0) {
        worker.moveServer(server, member.ip(), member.port());
      } else if (!right) {
        if (state != null) {
          worker.maintain(server);
          worker.deleteServer(server);
        }
        worker.addServer(server, member.endpoint() + options(member));
      }
      if (!right || state == null || !state.ready()) {
        worker.ready(server);
      }
    }
  }

  /**
   * Takes all servers out of a backend that nobody uses. Returns what HAProxy said if it would not:
   * it keeps a server for some seconds while it has an idle connection to it.
   */
  Optional<String> clear(Worker worker, String backend) throws IOException {
    try {
      for (Map.Entry<String, ServerState> server : worker.servers(backend).entrySet()) {
        String name = backend + "/" + server.getKey();
        if (server.getValue().ready()) {
          worker.maintain(name);
        }
        if (declared == 0) {
          worker.deleteServer(name);
        }
      }
      return Optional.empty();
    } catch (SaidNoException e) {
      log.debug("The servers of {} stay for now: {}", backend, e.getMessage());
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the lines of the configuration that declare the servers of a backend. */
  String configuration(Optional<Group> group) {
    StringBuilder lines = new StringBuilder();
    int used = 0;
    for (Member member : group.map(Group::members).orElse(List.of())) {
      lines
          .append("    server ")
          .append(member.server())
          .append(' ')
          .append(member.endpoint())
          .append(options(member))
          .append('\n');
      used++;
    }
    for (int i = used; i < declared; i++) {
      lines
          .append("    server ")
          .append(name(i, ""))
          .append(' ')
          .append(NOWHERE)
          .append(" disabled\n");
    }
    return lines.toString();
  }

  private String options(Member member) {
    return member.tls() ? " " + tlsOptions.orElse("") : "";
  }
}
