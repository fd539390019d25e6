package io.slots.haproxy.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.haproxy.cli.MapEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MapLayoutTest {
  private static final AppName SHOP = AppName.of("Shop");
  private static final SlotName STAGING = SlotName.of("Staging");
  private static final Instance ONE = Instance.of("one", "http://127.0.0.1:8001");
  private static final Instance TWO = Instance.of("two", "http://[::1]:8002").withReady(false);

  private static Route route(
      SlotName slot, String content, List<Instance> instances, TrafficShare... shares) {
    return new Route(
        HostName.of("shop-" + slot.folded() + ".test"),
        slot,
        content.isEmpty() ? Optional.empty() : Optional.of(ContentId.of(content)),
        instances,
        List.of(shares));
  }

  private static Plane plane(Route... routes) {
    RoutingTable table = new RoutingTable(SHOP, new RoutingGeneration(3, 17), List.of(routes));
    List<Group> groups = new ArrayList<>();
    for (List<Instance> instances : Plane.EMPTY.missing(table)) {
      groups.add(
          new Group(
              "slots-" + (groups.size() + 1),
              SHOP,
              instances.stream()
                  .map(instance -> new Member(instance.id().value(), instance, "127.0.0.1"))
                  .toList()));
    }
    return Plane.EMPTY.with(table, 2, groups);
  }

  @Test
  @DisplayName("S9.6 what was written is read as it was, spellings and order included")
  void record_readBack_isTheSame() throws DamagedMapException {
    Plane plane =
        plane(
                route(
                    SlotName.PRODUCTION,
                    "ü|=+%; \\".replace(" ", ""),
                    List.of(TWO, ONE),
                    TrafficShare.of(STAGING, 33.3)),
                route(STAGING, "-", List.of(ONE)),
                route(SlotName.of("stopped"), "v1", List.of()),
                route(SlotName.of("odd"), "", List.of(TWO)),
                route(SlotName.of("empty"), "", List.of()))
            .fenced(AppName.of("blog"), Long.MAX_VALUE);

    MapReading reading = MapReading.of(MapLayout.entries(plane));

    assertThat(reading.plane()).isEqualTo(plane);
    assertThat(reading.plane().toString()).isEqualTo(plane.toString());
    assertThat(reading.deviation()).isEmpty();
    assertThat(reading.plane().app(SHOP).fencingToken()).isEqualTo(3);
    assertThat(MapReading.of(MapLayout.relayed(plane)).deviation()).isPresent();
  }

  @Test
  void record_ofManyRoutes_standsInPartsThatFitALine() {
    Route[] routes = new Route[5000];
    for (int i = 0; i < routes.length; i++) {
      routes[i] = route(SlotName.of("slot-" + i), "c".repeat(128), List.of(i % 2 == 0 ? ONE : TWO));
    }

    List<MapEntry> entries = MapLayout.entries(plane(routes));

    assertThat(entries).allMatch(entry -> entry.line().length() < 5000);
    assertThat(entries).hasSizeLessThan(routes.length * 11 / 10);
  }

  @Test
  @DisplayName("S7.1 shares are drawn by entries as wide as their greatest common measure")
  void shares_areAsManyEntriesAsNeeded() {
    List<String> keys =
        MapLayout.entries(
                plane(
                    route(
                        SlotName.PRODUCTION,
                        "v1",
                        List.of(ONE),
                        TrafficShare.of(STAGING, 12.5),
                        TrafficShare.of(SlotName.of("dark"), 0)),
                    route(STAGING, "v2", List.of(TWO)),
                    route(SlotName.of("dark"), "v2", List.of())))
            .stream()
            .map(MapEntry::line)
            .toList();

    assertThat(keys)
        .contains(
            "shop-production.test slots-1 125",
            "shop-production.test#0 > slots-2 staging",
            "shop-production.test#1 > slots-1 self",
            "shop-production.test#7 > slots-1 self",
            "shop-production.test?self > slots-1 self",
            "shop-production.test?staging > slots-2 staging",
            "shop-production.test?dark > no-healthy-instance dark")
        .noneMatch(line -> line.startsWith("shop-production.test#8"));
  }

  @Test
  void backend_onlyOfOneThatServes_isUsedAgain() {
    Plane first = plane(route(SlotName.PRODUCTION, "v1", List.of(ONE)));
    RoutingTable without =
        new RoutingTable(
            SHOP,
            new RoutingGeneration(3, 18),
            List.of(route(SlotName.PRODUCTION, "v1", List.of())));
    Plane second = first.with(without, 3, List.of());
    RoutingTable back =
        new RoutingTable(
            SHOP,
            new RoutingGeneration(3, 19),
            List.of(route(SlotName.PRODUCTION, "v1", List.of(ONE))));

    assertThat(first.missing(back)).isEmpty();
    assertThat(second.draining()).extracting(Group::backend).containsExactly("slots-1");
    assertThat(second.missing(back)).containsExactly(List.of(ONE));
    assertThat(second.without(List.of("slots-1")).groups()).isEmpty();
  }

  @Test
  @DisplayName("S9.6 a record that is torn, altered or of another form is reported")
  void record_damaged_isReported() {
    List<MapEntry> entries =
        MapLayout.entries(plane(route(SlotName.PRODUCTION, "v1", List.of(ONE))));
    assertDamaged(without(entries, "slots"), "none of key \"slots\"");
    assertDamaged(without(entries, "slots:0"), "part 0 of its record is missing");
    assertDamaged(with(entries, "slots:0", "app Shop 3 -"), "the checksum of its record is wrong");
    assertDamaged(with(entries, "slots", "2 1 1 abc"), "its format is 2");
    assertDamaged(with(entries, "slots", "1 x"), "its record cannot be read");
    assertThat(entries).isNotEmpty();
  }

  private static List<MapEntry> without(List<MapEntry> entries, String key) {
    return entries.stream().filter(entry -> !entry.key().equals(key)).toList();
  }

  private static List<MapEntry> with(List<MapEntry> entries, String key, String value) {
    return entries.stream()
        .map(entry -> entry.key().equals(key) ? new MapEntry(key, value) : entry)
        .toList();
  }

  private static void assertDamaged(List<MapEntry> entries, String how) {
    assertThatThrownBy(() -> MapReading.of(entries))
        .isInstanceOf(DamagedMapException.class)
        .hasMessageContaining(how);
  }
}
