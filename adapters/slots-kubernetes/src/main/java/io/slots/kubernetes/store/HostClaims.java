package io.slots.kubernetes.store;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.spi.StoreAnswer.HostTaken;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Which app has a host name: an object for each. The package says how claims are settled. */
final class HostClaims {
  private static final String PART = "host";
  private static final String TOUCHED = "slots.io/touched";
  private static final Duration UNDER_WAY = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int LONGEST_NAME = 200;

  private final Cluster cluster;
  private final Api api;

  HostClaims(Cluster cluster, Api api) {
    this.cluster = cluster;
    this.api = api;
  }

  /** Claims the host; returns who has it if it cannot be had. */
  Optional<HostTaken> claim(String host, AppName app) {
    String seen = "";
    long since = 0;
    while (true) {
      Optional<ConfigMap> claim = find(host);
      if (claim.isEmpty()) {
        if (api.create(of(host, app)).isPresent()) {
          return Optional.empty();
        }
        continue;
      }
      AppName holder = holder(claim.get());
      if (holder.equals(app)) {
        if (api.replace(renewed(claim.get(), host, app)).isPresent()) {
          return Optional.empty();
        }
        continue;
      }
      Optional<Stored> record = api.get(Secret.class, Stored.nameOf(holder)).map(Stored::new);
      if (record.filter(it -> it.isApp() && it.hosts().contains(host)).isPresent()) {
        return Optional.of(new HostTaken(HostName.of(host), record.get().name()));
      }
      String version = claim.get().getMetadata().getResourceVersion();
      if (!version.equals(seen)) {
        seen = version;
        since = cluster.nanoTime();
      }
      if (cluster.nanoTime() - since < UNDER_WAY.toNanos()) {
        pause();
      } else if (touch(holder, record)
          && api.replace(renewed(claim.get(), host, app)).isPresent()) {
        return Optional.empty();
      }
    }
  }

  /** Has a write of {@code holder} that is under way fail. */
  private boolean touch(AppName holder, Optional<Stored> record) {
    String word = UUID.randomUUID().toString();
    return record.isPresent()
        ? api.replace(
                new SecretBuilder(record.get().secret())
                    .editMetadata()
                    .addToAnnotations(TOUCHED, word)
                    .endMetadata()
                    .build())
            .isPresent()
        : api.create(Encoding.former(holder, 0, 0, word, Optional.empty())).isPresent();
  }

  private void pause() {
    CompletableFuture<Boolean> over = new CompletableFuture<>();
    var unused =
        cluster
            .scheduler()
            .schedule(() -> over.complete(true), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    over.join();
  }

  Optional<ConfigMap> find(String host) {
    return api.get(ConfigMap.class, nameOf(host));
  }

  /** Gives a claim up, if it is as it was when it was found, and this app's. */
  void release(ConfigMap claim, AppName app) {
    if (holder(claim).equals(app)) {
      boolean unused = api.delete(claim);
    }
  }

  private static AppName holder(ConfigMap claim) {
    return AppName.of(Objects.requireNonNullElse(claim.getData().get("app"), "?"));
  }

  private static ConfigMap of(String host, AppName app) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(nameOf(host))
        .withLabels(Labels.of(app, PART))
        .endMetadata()
        .addToData("host", host)
        .addToData("app", app.folded())
        .addToData("claim", UUID.randomUUID().toString())
        .build();
  }

  private static ConfigMap renewed(ConfigMap claim, String host, AppName app) {
    ConfigMap fresh = of(host, app);
    return new ConfigMapBuilder(claim)
        .editMetadata()
        .addToLabels(fresh.getMetadata().getLabels())
        .endMetadata()
        .withData(fresh.getData())
        .build();
  }

  private static String nameOf(String host) {
    return "slots-host."
        + (host.length() <= LONGEST_NAME
            ? host
            : host.substring(0, LONGEST_NAME / 2).replaceAll("[.-]+$", "")
                + "."
                + Labels.hash(host));
  }
}
