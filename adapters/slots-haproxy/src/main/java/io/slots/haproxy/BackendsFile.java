package io.slots.haproxy;

import io.slots.haproxy.plane.Group;
import io.slots.haproxy.plane.MapLayout;
import java.util.Map;
import java.util.Optional;

/**
 * The part of the configuration that declares the pool of backends, and the servers that they have
 * at present, so that a HAProxy that is reloaded or started again has them too.
 */
final class BackendsFile {
  private static final String NOTE =
      """
      # Written by Slots, each time as a whole: backends to be given to slots, and the servers that
      # those in use have. It is what HAProxy starts with.
      """;

  private BackendsFile() {}

  static String text(int backends, Servers servers, Map<String, Group> groups) {
    StringBuilder text = new StringBuilder(NOTE);
    for (int i = 1; i <= backends; i++) {
      String name = name(i);
      text.append("backend ").append(name).append(" from ").append(HaproxyConfig.DEFAULTS);
      text.append('\n').append(servers.configuration(Optional.ofNullable(groups.get(name))));
    }
    return text.toString();
  }

  static String name(int number) {
    return MapLayout.BACKEND_PREFIX + number;
  }
}
