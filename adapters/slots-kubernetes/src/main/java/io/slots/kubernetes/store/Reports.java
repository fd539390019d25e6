package io.slots.kubernetes.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.slots.app.AppName;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Labels;
import io.slots.spi.StoreException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The reports that do not stand in the record any more: objects of up to a few dozen, which are
 * written once. Reports are counted, and are the same wherever one of that number stands.
 */
final class Reports {
  /** How many an app keeps. */
  static final int KEPT = 1_000;

  /** So many, or so many characters of them, stand in a record; then they are moved out. */
  private static final int IN_THE_RECORD = 32;

  private static final int CHARACTERS_IN_THE_RECORD = 200_000;
  private static final String PART = "reports";
  private static final String FIRST = "slots.io/first";
  private static final String LAST = "slots.io/last";

  private final Api api;

  Reports(Api api) {
    this.api = api;
  }

  /**
   * Returns what has to stand in the next record; what the present one has is copied first, if it
   * is much.
   */
  SortedMap<Long, String> makeRoom(AppName app, Stored present) {
    NavigableMap<Long, String> tail = present.tail();
    int characters = tail.values().stream().mapToInt(String::length).sum();
    if (tail.isEmpty() || tail.size() < IN_THE_RECORD && characters < CHARACTERS_IN_THE_RECORD) {
      return tail;
    }
    long copied = copy(app, present.incarnation(), tail);
    forget(app, present);
    return tail.tailMap(copied, false);
  }

  /** Returns the number of the last that was copied. */
  private long copy(AppName app, String incarnation, NavigableMap<Long, String> reports) {
    String name = "slots-reports." + app.folded() + "." + incarnation + "." + reports.firstKey();
    Secret secret =
        new SecretBuilder()
            .withNewMetadata()
            .withName(name)
            .withLabels(Labels.of(app, PART))
            .addToLabels(Stored.INCARNATION, incarnation)
            .addToAnnotations(FIRST, String.valueOf(reports.firstKey()))
            .addToAnnotations(LAST, String.valueOf(reports.lastKey()))
            .endMetadata()
            .withImmutable(true)
            .addToData(Stored.TAIL, pack(reports))
            .build();
    if (api.create(secret).isPresent()) {
      return reports.lastKey();
    }
    // Somebody copied them before, and his next write failed.
    return api.get(Secret.class, name).map(it -> number(it, LAST)).orElse(0L);
  }

  /** Of this incarnation alone: who is late does not know of a later one. */
  private void forget(AppName app, Stored present) {
    for (Secret secret : copies(app)) {
      if (isOf(secret, present) && number(secret, LAST) <= present.reports() - KEPT) {
        boolean unused = api.delete(secret);
      }
    }
  }

  private List<Secret> copies(AppName app) {
    return api.list(Secret.class, Labels.of(app, PART));
  }

  private static boolean isOf(Secret copy, Stored record) {
    return record.incarnation().equals(copy.getMetadata().getLabels().get(Stored.INCARNATION));
  }

  /** Clears away what a deleted app has had, but nothing of an app of that name that is there. */
  void clear(AppName app) {
    List<Secret> copies = copies(app); // First: what a later app has comes after its record.
    Optional<Stored> present =
        api.get(Secret.class, Stored.nameOf(app)).map(Stored::new).filter(Stored::isApp);
    for (Secret copy : copies) {
      if (present.filter(it -> isOf(copy, it)).isEmpty()) {
        boolean unused = api.delete(copy);
      }
    }
  }

  /** The reports of an app, newest first. */
  List<String> newest(AppName app, Stored record, int limit) {
    NavigableMap<Long, String> all = record.tail();
    int wanted = Math.min(limit, KEPT);
    if (all.size() < wanted && all.size() < record.reports()) {
      List<Secret> copies =
          copies(app).stream()
              .filter(it -> isOf(it, record))
              .sorted(Comparator.comparingLong((Secret it) -> number(it, FIRST)).reversed())
              .toList();
      for (Secret copy : copies) {
        if (all.size() < wanted) {
          all.putAll(unpack(copy.getData().getOrDefault(Stored.TAIL, "")));
        }
      }
    }
    return all.descendingMap().values().stream().limit(wanted).toList();
  }

  private static long number(Secret secret, String annotation) {
    try {
      return Long.parseLong(secret.getMetadata().getAnnotations().get(annotation));
    } catch (NumberFormatException e) {
      throw damaged();
    }
  }

  /** Each report on a line, after its number; a report is JSON without line breaks. */
  static String pack(SortedMap<Long, String> reports) {
    StringBuilder lines = new StringBuilder();
    reports.forEach(
        (number, report) -> lines.append(number).append(' ').append(report).append('\n'));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(lines.toString().getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  static NavigableMap<Long, String> unpack(String packed) {
    NavigableMap<Long, String> reports = new TreeMap<>();
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
      String lines = new String(in.readAllBytes(), UTF_8);
      for (String line : Splitter.on('\n').omitEmptyStrings().split(lines)) {
        int space = line.indexOf(' ');
        reports.put(Long.parseLong(line.substring(0, space)), line.substring(space + 1));
      }
    } catch (IOException | RuntimeException e) {
      throw damaged();
    }
    return reports;
  }

  private static StoreException damaged() {
    return new StoreException(
        "the reports of an app are not as they were written: they were changed by something other"
            + " than this library; restore its secrets from a backup");
  }
}
