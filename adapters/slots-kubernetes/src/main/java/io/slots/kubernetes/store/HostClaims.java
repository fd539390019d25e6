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
import io.slots.spi.StoreException;
import java.time.Duration;
import java.util.List;
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
  private static final String HOST = "host";
  private static final int LONGEST_NAME = 200;

  /** So often somebody else may write a claim at the same moment. */
  private static final int TRIES = 20;

  private final Cluster cluster;
  private final Api api;

  HostClaims(Cluster cluster, Api api) {
    this.cluster = cluster;
    this.api = api;
  }

  /**
   * Claims the host; returns who has it if it cannot be had.
   *
   * @throws StoreException if it is not clear, when {@code patience} is over, whether it can
   */
  Optional<HostTaken> claim(String host, AppName app, Patience patience) {
    String seen = "";
    long since = 0;
    int conflicts = 0;
    while (true) {
      Optional<ConfigMap> claim = find(host);
      Optional<AppName> rival = claim.map(HostClaims::holder).filter(it -> !it.equals(app));
      if (conflicts == TRIES || rival.isPresent() && patience.isOver()) {
        throw undecided(host, rival);
      }
      if (rival.isEmpty()) {
        if (take(claim, host, app)) {
          return Optional.empty();
        }
        conflicts++;
        continue;
      }
      Optional<Stored> record = record(rival.get());
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
      } else if (touch(rival.get(), record) && take(claim, host, app)) {
        return Optional.empty();
      } else {
        conflicts++;
      }
    }
  }

  private boolean take(Optional<ConfigMap> claim, String host, AppName app) {
    return (claim.isPresent()
            ? api.replace(renewed(claim.get(), host, app))
            : api.create(of(host, app)))
        .isPresent();
  }

  private static StoreException undecided(String host, Optional<AppName> rival) {
    return new StoreException(
        "host "
            + host
            + rival
                .map(it -> " is claimed by app " + it + ", which has not stored it yet")
                .orElse("'s claim changes faster than it can be written")
            + "; nothing was stored, so try again");
  }

  private Optional<Stored> record(AppName app) {
    return api.get(Secret.class, Stored.nameOf(app)).map(Stored::new);
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

  /**
   * Gives claims of the app's back of which nothing came. Another write of the same app may count
   * upon them, whose claim they are as well: it has to fail first, so that it claims anew.
   */
  void giveBack(List<String> hosts, AppName app) {
    List<ConfigMap> ours =
        hosts.stream()
            .flatMap(it -> find(it).stream())
            .filter(it -> holder(it).equals(app))
            .toList();
    if (ours.isEmpty()) {
      return;
    }
    Optional<Stored> record = record(app); // After the claims, which are as they were found.
    List<String> needed = record.filter(Stored::isApp).map(Stored::hosts).orElse(List.of());
    List<ConfigMap> left =
        ours.stream().filter(it -> !needed.contains(it.getData().getOrDefault(HOST, ""))).toList();
    if (!left.isEmpty() && touch(app, record)) {
      left.forEach(it -> release(it, app));
    }
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
        .addToData(HOST, host)
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
