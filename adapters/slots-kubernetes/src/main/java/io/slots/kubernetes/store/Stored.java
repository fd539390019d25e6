package io.slots.kubernetes.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.fabric8.kubernetes.api.model.Secret;
import io.slots.EngineId;
import io.slots.SlotsException;
import io.slots.app.AppName;
import io.slots.form.Parts;
import io.slots.spi.StoreException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The Secret of an app as it lies in the cluster, and what it says of itself. Immutable. */
final class Stored {
  static final String PART = "record";
  static final String STATE = "slots.io/state";
  static final String APP = "app";
  static final String FORMER = "former";
  static final String NEEDS_ENGINE = "slots.io/needs-engine";
  static final String NAME = "slots.io/name";
  static final String VERSION = "slots.io/version";
  static final String TOKEN = "slots.io/fencing-token";
  static final String ENGINE = "slots.io/engine";
  static final String HOSTS = "slots.io/hosts";
  static final String WRITE = "slots.io/write";
  static final String INCARNATION = "slots.io/incarnation";
  static final String REPORTS = "slots.io/reports";
  static final String CHECKSUM = "slots.io/checksum";
  static final String TAIL = "reports";

  private final Secret secret;

  Stored(Secret secret) {
    this.secret = secret;
  }

  static String nameOf(AppName app) {
    return "slots-app." + app.folded();
  }

  Secret secret() {
    return secret;
  }

  /** Whether the app is there; otherwise only its fencing token is. */
  boolean isApp() {
    return APP.equals(secret.getMetadata().getLabels().get(STATE));
  }

  boolean needsEngine() {
    return "true".equals(secret.getMetadata().getLabels().get(NEEDS_ENGINE));
  }

  AppName name() {
    try {
      return AppName.of(annotation(NAME));
    } catch (SlotsException e) {
      throw damaged();
    }
  }

  long version() {
    return number(VERSION);
  }

  long fencingToken() {
    return number(TOKEN);
  }

  /** How many reports the app has had. */
  long reports() {
    return number(REPORTS);
  }

  String engine() {
    return secret.getMetadata().getAnnotations().getOrDefault(ENGINE, "");
  }

  Optional<EngineId> engineId() {
    return engine().isEmpty() ? Optional.empty() : Optional.of(EngineId.parse(engine()));
  }

  List<String> hosts() {
    return Splitter.on(' ').omitEmptyStrings().splitToList(annotation(HOSTS));
  }

  String write() {
    return annotation(WRITE);
  }

  String incarnation() {
    return annotation(INCARNATION);
  }

  /** The documents, once they are proven to be those that were written. */
  Parts parts() {
    prove();
    return new Parts(
        document("settings"),
        document("app").orElseThrow(this::damaged),
        document("facts"),
        document("progress"),
        document("paused").orElseThrow(this::damaged),
        document("queue").orElseThrow(this::damaged));
  }

  /** The reports that stand in the record itself, by their numbers. */
  NavigableMap<Long, String> tail() {
    String packed = secret.getData().get(TAIL);
    return packed == null ? new TreeMap<>() : Reports.unpack(packed);
  }

  private void prove() {
    if (!annotation(CHECKSUM).equals(checksum(secret))) {
      throw damaged();
    }
  }

  /** The sum over all that is stored; who edits a record by hand does not know it. */
  static String checksum(Secret secret) {
    Hasher sum = Hashing.crc32c().newHasher();
    Map<String, String> annotations = secret.getMetadata().getAnnotations();
    for (String key : List.of(NAME, VERSION, TOKEN, ENGINE, HOSTS, INCARNATION, REPORTS)) {
      sum.putString(annotations.getOrDefault(key, ""), UTF_8).putByte((byte) 0);
    }
    new TreeMap<>(secret.getData())
        .forEach(
            (key, value) -> sum.putString(key, UTF_8).putByte((byte) 0).putString(value, UTF_8));
    return sum.hash().toString();
  }

  private Optional<String> document(String key) {
    return Optional.ofNullable(secret.getData().get(key))
        .map(it -> new String(Base64.getDecoder().decode(it), UTF_8));
  }

  private String annotation(String key) {
    Map<String, String> annotations = secret.getMetadata().getAnnotations();
    String value = annotations == null ? null : annotations.get(key);
    if (value == null) {
      throw damaged();
    }
    return value;
  }

  private long number(String key) {
    try {
      return Long.parseLong(annotation(key));
    } catch (NumberFormatException e) {
      throw damaged();
    }
  }

  private StoreException damaged() {
    return new StoreException(
        "secret "
            + secret.getMetadata().getName()
            + " is not as it was written: it was changed by something other than this library;"
            + " restore it from a backup");
  }
}
