package io.slots.haproxy.plane;

import io.slots.haproxy.cli.MapEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A map that was read.
 *
 * @param plane what its record says
 * @param deviation an entry that does not go with the record, for somebody changed the map by hand
 */
public record MapReading(Plane plane, Optional<String> deviation) {
  /**
   * Reads the map of a worker that takes new connections, or that on the disk.
   *
   * @throws DamagedMapException if the record is not whole
   */
  public static MapReading of(List<MapEntry> entries) throws DamagedMapException {
    Plane plane = PlaneRecord.read(entries);
    Optional<String> deviation = deviation(entries, MapLayout.entries(plane));
    return new MapReading(plane, plane.number() == 0 ? Optional.empty() : deviation);
  }

  private static Optional<String> deviation(List<MapEntry> actual, List<MapEntry> expected) {
    Set<MapEntry> surplus = new HashSet<>(actual);
    expected.forEach(surplus::remove);
    Set<MapEntry> missing = new HashSet<>(expected);
    actual.forEach(missing::remove);
    if (!surplus.isEmpty()) {
      return Optional.of("it has \"" + surplus.iterator().next().line() + "\"");
    }
    if (!missing.isEmpty()) {
      return Optional.of("it lacks \"" + missing.iterator().next().line() + "\"");
    }
    return actual.size() == expected.size()
        ? Optional.empty()
        : Optional.of("it has an entry twice");
  }
}
