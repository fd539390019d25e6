package io.slots.haproxy.plane;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import io.slots.SlotsException;
import io.slots.app.ContentId;
import io.slots.app.Instance;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import io.slots.haproxy.cli.MapEntry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plane as words in entries of the map, so that routes, generation and fencing token change in
 * the one commit, and can be read back by whoever comes later. Words have no white space; parts are
 * short enough for a line of a map file.
 */
final class PlaneRecord {
  static final String HEAD = "slots";
  private static final String PART = "slots:";
  private static final int PART_SIZE = 4096;
  private static final int FORMAT = 1;
  private static final String NO_TABLE = "-";

  private PlaneRecord() {}

  static List<MapEntry> write(Plane plane) {
    List<String> words = new ArrayList<>();
    plane.groups().values().forEach(group -> write(group, words));
    plane.apps().values().forEach(app -> write(app, words));
    List<String> parts = parts(words);
    ImmutableList.Builder<MapEntry> entries = ImmutableList.builder();
    String head = FORMAT + " " + plane.number() + " " + parts.size() + " " + checksum(parts);
    entries.add(new MapEntry(HEAD, head));
    for (int i = 0; i < parts.size(); i++) {
      entries.add(new MapEntry(PART + i, parts.get(i)));
    }
    return entries.build();
  }

  private static void write(Group group, List<String> words) {
    words.add("group");
    words.add(group.backend());
    words.add(group.app().spelling());
    words.add(Integer.toString(group.members().size()));
    for (Member member : group.members()) {
      Instance instance = member.instance();
      words.add(member.server());
      words.add(instance.id().value());
      words.add(instance.address().toString());
      words.add(member.ip());
      words.add(instance.ready() ? "ready" : "unready");
    }
  }

  private static void write(AppEntry app, List<String> words) {
    words.add("app");
    words.add(app.app().spelling());
    words.add(Long.toString(app.fencingToken()));
    Optional<RoutingTable> table = app.table();
    if (table.isEmpty()) {
      words.add(NO_TABLE);
      return;
    }
    words.add(table.get().app().spelling());
    words.add(Long.toString(table.get().generation().fencingToken()));
    words.add(Long.toString(table.get().generation().number()));
    words.add(Integer.toString(table.get().routes().size()));
    for (Route route : table.get().routes()) {
      write(route, app, words);
    }
  }

  private static void write(Route route, AppEntry app, List<String> words) {
    words.add(route.host().value());
    words.add(route.slot().spelling());
    words.add(route.content().map(PlaneRecord::encode).orElse("-"));
    words.add(app.backends().getOrDefault(route.slot(), "-"));
    words.add(Integer.toString(route.shares().size()));
    route
        .shares()
        .forEach(
            share -> {
              words.add(share.slot().spelling());
              words.add(Integer.toString(share.perMille()));
            });
  }

  /** A content's id may be any characters but white space. */
  private static String encode(ContentId content) {
    return "=" + URLEncoder.encode(content.value(), StandardCharsets.UTF_8);
  }

  private static List<String> parts(List<String> words) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (String word : words) {
      if (part.length() > 0 && part.length() + word.length() >= PART_SIZE) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(part.length() == 0 ? "" : " ").append(word);
    }
    if (part.length() > 0) {
      parts.add(part.toString());
    }
    return parts;
  }

  private static String checksum(List<String> parts) {
    return Hashing.sha256()
        .hashString(Joiner.on('\n').join(parts), StandardCharsets.UTF_8)
        .toString()
        .substring(0, 16);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DamagedMapException if it is there, and is not whole
   */
  static Plane read(List<MapEntry> entries) throws DamagedMapException {
    Map<String, String> values = new HashMap<>();
    for (MapEntry entry : entries) {
      if (entry.key().equals(HEAD) || entry.key().startsWith(PART)) {
        values.put(entry.key(), entry.value());
      }
    }
    String head = values.get(HEAD);
    if (head == null) {
      if (!entries.isEmpty()) {
        throw new DamagedMapException("it has entries, but none of key \"" + HEAD + "\"");
      }
      return Plane.EMPTY;
    }
    Words words = new Words(List.of(head));
    try {
      int format = words.number();
      if (format != FORMAT) {
        throw new DamagedMapException(
            "its format is " + format + ", and this version knows " + FORMAT + " only");
      }
      long number = words.longNumber();
      int size = words.number();
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        String part = values.get(PART + i);
        if (part == null) {
          throw new DamagedMapException("part " + i + " of its record is missing");
        }
        parts.add(part);
      }
      if (!words.next().equals(checksum(parts))) {
        throw new DamagedMapException("the checksum of its record is wrong");
      }
      return RecordReader.read(number, new Words(parts));
    } catch (IllegalArgumentException | SlotsException e) {
      throw new DamagedMapException("its record cannot be read: " + e.getMessage(), e);
    }
  }
}
