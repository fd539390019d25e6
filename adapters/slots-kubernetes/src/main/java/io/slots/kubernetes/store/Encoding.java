package io.slots.kubernetes.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Joiner;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.slots.EngineId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.form.Parts;
import io.slots.kubernetes.access.Labels;
import io.slots.spi.AppRecord;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the Secret of a record, or of an app that is deleted. */
final class Encoding {
  private Encoding() {}

  static List<String> hosts(App app) {
    return app.slots().keySet().stream().map(it -> app.host(it).value()).sorted().toList();
  }

  /**
   * A record.
   *
   * @param reports those that stand in it
   * @param count how many the app has had
   */
  static Secret record(
      AppRecord record,
      Parts parts,
      SortedMap<Long, String> reports,
      long count,
      String incarnation,
      String write,
      Optional<Stored> before) {
    Map<String, String> data = new TreeMap<>();
    parts.settings().ifPresent(it -> data.put("settings", encoded(it)));
    data.put("app", encoded(parts.app()));
    parts.facts().ifPresent(it -> data.put("facts", encoded(it)));
    parts.progress().ifPresent(it -> data.put("progress", encoded(it)));
    data.put("paused", encoded(parts.paused()));
    data.put("queue", encoded(parts.queue()));
    if (!reports.isEmpty()) {
      data.put(Stored.TAIL, Reports.pack(reports));
    }
    return finished(
        skeleton(record.name(), Stored.APP, before)
            .editMetadata()
            .addToLabels(Stored.NEEDS_ENGINE, String.valueOf(record.needsEngine()))
            .addToAnnotations(Stored.NAME, record.name().spelling())
            .addToAnnotations(Stored.VERSION, String.valueOf(record.version()))
            .addToAnnotations(Stored.TOKEN, String.valueOf(record.fencingToken()))
            .addToAnnotations(Stored.ENGINE, record.engine().map(EngineId::toString).orElse(""))
            .addToAnnotations(Stored.HOSTS, Joiner.on(' ').join(hosts(record.app())))
            .addToAnnotations(Stored.REPORTS, String.valueOf(count))
            .addToAnnotations(Stored.INCARNATION, incarnation)
            .addToAnnotations(Stored.WRITE, write)
            .endMetadata(),
        data);
  }

  /** What is left of an app that was deleted, or that there never was. */
  static Secret former(
      AppName name, long version, long token, String write, Optional<Stored> before) {
    return finished(
        skeleton(name, Stored.FORMER, before)
            .editMetadata()
            .addToLabels(Stored.NEEDS_ENGINE, "false")
            .addToAnnotations(Stored.NAME, name.spelling())
            .addToAnnotations(Stored.VERSION, String.valueOf(version))
            .addToAnnotations(Stored.TOKEN, String.valueOf(token))
            .addToAnnotations(Stored.ENGINE, "")
            .addToAnnotations(Stored.HOSTS, "")
            .addToAnnotations(Stored.REPORTS, "0")
            .addToAnnotations(Stored.INCARNATION, "none")
            .addToAnnotations(Stored.WRITE, write)
            .endMetadata(),
        Map.of());
  }

  /** What others have put on the Secret stays there. */
  private static SecretBuilder skeleton(AppName name, String state, Optional<Stored> before) {
    return before
        .map(it -> new SecretBuilder(it.secret()))
        .orElseGet(
            () -> new SecretBuilder().withNewMetadata().withName(Stored.nameOf(name)).endMetadata())
        .editMetadata()
        .addToLabels(Labels.of(name, Stored.PART))
        .addToLabels(Stored.STATE, state)
        .endMetadata()
        .withType("slots.io/record");
  }

  private static Secret finished(SecretBuilder builder, Map<String, String> data) {
    Secret secret = builder.withData(data).build();
    secret.getMetadata().getAnnotations().put(Stored.CHECKSUM, Stored.checksum(secret));
    return secret;
  }

  private static String encoded(String document) {
    return Base64.getEncoder().encodeToString(document.getBytes(UTF_8));
  }
}
