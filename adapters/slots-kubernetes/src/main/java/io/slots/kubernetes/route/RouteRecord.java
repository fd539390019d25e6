package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.slots.app.AppName;
import io.slots.effect.RoutingTable;
import io.slots.form.Seal;
import io.slots.form.StoredForm;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.KubernetesException;
import java.util.Objects;
import java.util.Optional;

/**
 * What is decided of an app's routes: the table, the one before, and the highest fencing token.
 * Immutable.
 */
final class RouteRecord {
  static final String PART = "routes";
  private static final String TABLE = "table";
  private static final String BEFORE = "before";
  private static final String TOKEN = "token";
  private static final StoredForm FORM = new StoredForm(new NoSecrets());

  private final AppName app;
  private final Optional<ConfigMap> stored;

  private RouteRecord(AppName app, Optional<ConfigMap> stored) {
    this.app = app;
    this.stored = stored;
  }

  static RouteRecord of(AppName app, Optional<ConfigMap> stored) {
    return new RouteRecord(app, stored);
  }

  static String nameOf(AppName app) {
    return "slots-routes." + app.folded();
  }

  boolean isStored() {
    return stored.isPresent();
  }

  long token() {
    try {
      return field(TOKEN).map(Long::parseLong).orElse(0L);
    } catch (NumberFormatException e) {
      throw new KubernetesException(
          "configmap " + nameOf(app) + " has no fencing token: somebody has edited it");
    }
  }

  Optional<RoutingTable> table() {
    return field(TABLE).map(it -> FORM.readTable(app, it));
  }

  Optional<RoutingTable> before() {
    return field(BEFORE).map(it -> FORM.readTable(app, it));
  }

  private Optional<String> field(String key) {
    return stored
        .map(it -> Objects.requireNonNullElse(it.getData(), java.util.Map.<String, String>of()))
        .map(it -> it.get(key));
  }

  /** The object of the record that has this table next. */
  ConfigMap with(RoutingTable next, long token) {
    ConfigMapBuilder builder = with(token).toBuilder();
    field(TABLE).ifPresent(it -> builder.addToData(BEFORE, it));
    return builder
        .editMetadata()
        .addToAnnotations(Stamp.KEY, next.generation().toString())
        .endMetadata()
        .addToData(TABLE, FORM.write(next))
        .build();
  }

  /** The object of the record that has this token next. */
  ConfigMap with(long token) {
    return stored
        .map(ConfigMapBuilder::new)
        .orElseGet(
            () ->
                new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName(nameOf(app))
                    .withLabels(Labels.of(app, PART))
                    .endMetadata())
        .addToData(TOKEN, String.valueOf(Math.max(token, token())))
        .build();
  }

  /** A table has none. */
  private static final class NoSecrets implements Seal {
    @Override
    public Optional<String> close(String value, String place) {
      return Optional.empty();
    }

    @Override
    public String open(String sealed, String place) {
      throw new KubernetesException("a routing table holds no secret");
    }
  }
}
