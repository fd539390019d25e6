package io.slots.server.arm;

import io.slots.app.AppName;
import io.slots.server.files.DurableFile;
import io.slots.server.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What Azure's clients say of a site that the library has no place for: its kind, where it is, its
 * tags, and which server farm it is on. It is only told again: nothing is decided by it, and
 * without it everything works. In a file of this server's own. Thread-safe.
 */
final class Notes {
  private final Path file;
  private Content content = new Content(new TreeMap<>(), new TreeMap<>());

  private Notes(Path file) {
    this.file = file;
  }

  /**
   * A server farm: what clients call a plan that has a name.
   *
   * @param name its name
   * @param sku what it is sold as
   * @param capacity how many workers it has
   * @param linux whether they run Linux
   * @param location where it is
   * @param tags its tags
   */
  record Farm(
      String name,
      String sku,
      int capacity,
      boolean linux,
      String location,
      @Nullable Map<String, String> tags) {}

  /**
   * What is noted of a site.
   *
   * @param kind {@code app}, {@code functionapp} …
   * @param location where it is
   * @param farm the name of its server farm, if it has one with a name
   * @param tags its tags
   */
  record Site(
      @Nullable String kind,
      @Nullable String location,
      @Nullable String farm,
      @Nullable Map<String, String> tags) {
    static final Site NOTHING = new Site(null, null, null, null);
  }

  private record Content(Map<String, Farm> farms, Map<String, Site> sites) {}

  static Notes in(Path file) {
    Notes notes = new Notes(file);
    if (Files.exists(file)) {
      try {
        notes.content = Json.mapper().readValue(file.toFile(), Content.class);
      } catch (IOException e) {
        throw new UncheckedIOException(file + " cannot be read", e);
      }
    }
    return notes;
  }

  synchronized Site site(AppName app) {
    return content.sites().getOrDefault(app.folded(), Site.NOTHING);
  }

  synchronized void note(AppName app, Site site) {
    Map<String, Site> sites = new TreeMap<>(content.sites());
    sites.put(app.folded(), site);
    keep(new Content(content.farms(), sites));
  }

  synchronized void forget(AppName app) {
    Map<String, Site> sites = new TreeMap<>(content.sites());
    if (sites.remove(app.folded()) != null) {
      keep(new Content(content.farms(), sites));
    }
  }

  synchronized List<Farm> farms() {
    return List.copyOf(content.farms().values());
  }

  synchronized Optional<Farm> farm(String name) {
    return Optional.ofNullable(content.farms().get(name.toLowerCase(Locale.ROOT)));
  }

  synchronized void keep(Farm farm) {
    Map<String, Farm> farms = new TreeMap<>(content.farms());
    farms.put(farm.name().toLowerCase(Locale.ROOT), farm);
    keep(new Content(farms, content.sites()));
  }

  synchronized void forgetFarm(String name) {
    Map<String, Farm> farms = new TreeMap<>(content.farms());
    if (farms.remove(name.toLowerCase(Locale.ROOT)) != null) {
      keep(new Content(farms, content.sites()));
    }
  }

  /** The folded names of the apps on a farm. */
  synchronized List<String> appsOn(String farm) {
    return content.sites().entrySet().stream()
        .filter(it -> farm.equalsIgnoreCase(it.getValue().farm()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void keep(Content next) {
    DurableFile.write(file, Json.bytes(next));
    content = next;
  }
}
