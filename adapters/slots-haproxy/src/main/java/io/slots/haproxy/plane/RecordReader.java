package io.slots.haproxy.plane;

import com.google.common.collect.ImmutableList;
import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a plane of the words of a record. */
final class RecordReader {
  private final Words words;
  private final Map<String, Group> groups = new HashMap<>();
  private final Map<AppName, AppEntry> apps = new HashMap<>();

  private RecordReader(Words words) {
    this.words = words;
  }

  static Plane read(long number, Words words) {
    RecordReader reader = new RecordReader(words);
    while (words.hasNext()) {
      String kind = words.next();
      switch (kind) {
        case "group" -> reader.group();
        case "app" -> reader.app();
        default -> throw new IllegalArgumentException("\"" + kind + "\" is no part of a record");
      }
    }
    return new Plane(number, reader.apps, reader.groups);
  }

  private void group() {
    String backend = words.next();
    AppName app = AppName.of(words.next());
    ImmutableList.Builder<Member> members = ImmutableList.builder();
    for (int left = words.number(); left > 0; left--) {
      String server = words.next();
      Instance instance = Instance.of(words.next(), words.next());
      String ip = words.next();
      members.add(new Member(server, instance.withReady(words.next().equals("ready")), ip));
    }
    groups.put(backend, new Group(backend, app, members.build()));
  }

  private void app() {
    AppName app = AppName.of(words.next());
    long fencingToken = words.longNumber();
    String spelling = words.next();
    Map<SlotName, String> backends = new HashMap<>();
    Optional<RoutingTable> table =
        spelling.equals("-") ? Optional.empty() : Optional.of(table(spelling, backends));
    apps.put(app, new AppEntry(app, fencingToken, table, backends));
  }

  private RoutingTable table(String spelling, Map<SlotName, String> backends) {
    RoutingGeneration generation = new RoutingGeneration(words.longNumber(), words.longNumber());
    ImmutableList.Builder<Route> routes = ImmutableList.builder();
    for (int left = words.number(); left > 0; left--) {
      routes.add(route(backends));
    }
    return new RoutingTable(AppName.of(spelling), generation, routes.build());
  }

  private Route route(Map<SlotName, String> backends) {
    HostName host = HostName.of(words.next());
    SlotName slot = SlotName.of(words.next());
    Optional<ContentId> content = content(words.next());
    String backend = words.next();
    List<Instance> instances = List.of();
    Group group = groups.get(backend);
    if (group != null) {
      backends.put(slot, backend);
      instances = group.instances();
    } else if (!backend.equals("-")) {
      throw new IllegalArgumentException("there is no backend " + backend);
    }
    ImmutableList.Builder<TrafficShare> shares = ImmutableList.builder();
    for (int left = words.number(); left > 0; left--) {
      shares.add(TrafficShare.of(SlotName.of(words.next()), words.number() / 10.0));
    }
    return new Route(host, slot, content, instances, shares.build());
  }

  private static Optional<ContentId> content(String word) {
    return word.equals("-")
        ? Optional.empty()
        : Optional.of(ContentId.of(URLDecoder.decode(word.substring(1), StandardCharsets.UTF_8)));
  }
}
