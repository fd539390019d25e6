package io.slots.kubernetes.store;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.slots.app.AppName;
import io.slots.form.StoredForm;
import io.slots.form.Written;
import io.slots.kubernetes.access.Api;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreAnswer.HostTaken;
import io.slots.spi.StoreAnswer.Stale;
import io.slots.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The writes. Each is conditional on the resourceVersion of the Secret whose version is the one
 * before; what is remembered of it spares a read, and is proven by the write.
 */
final class Writing {
  /** So often somebody else may touch the Secret without writing a version. */
  private static final int TRIES = 20;

  private static final int REMEMBERED = 10_000;

  private final Api api;
  private final HostClaims claims;
  private final StoredForm form;
  private final Reports reports;
  private final Cache<AppName, Remembered> memory =
      CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

  private record Remembered(Written written, Stored stored) {}

  Writing(Api api, HostClaims claims, StoredForm form, Reports reports) {
    this.api = api;
    this.claims = claims;
    this.form = form;
    this.reports = reports;
  }

  Optional<Stored> find(AppName app) {
    return api.get(Secret.class, Stored.nameOf(app)).map(Stored::new);
  }

  /** What is remembered may be older than what others stored; a write finds out. */
  void remember(Written written, Stored stored) {
    memory.put(written.record().name(), new Remembered(written, stored));
  }

  StoreAnswer create(AppRecord first, Patience patience) {
    if (first.version() != 1) {
      return new Stale();
    }
    String write = UUID.randomUUID().toString();
    Written written = form.write(first);
    for (int i = 0; i < TRIES; i++) {
      Optional<Stored> present = find(first.name());
      if (present.isPresent() && present.get().isApp()) {
        return isMine(present.get(), write) ? new StoreAnswer.Written() : new Stale();
      }
      List<String> hosts = Encoding.hosts(first.app());
      Optional<HostTaken> taken = claim(hosts, first.name(), patience);
      if (taken.isPresent()) {
        return taken.get();
      }
      Secret secret =
          Encoding.record(
              first,
              written.parts(),
              new TreeMap<>(),
              0,
              UUID.randomUUID().toString().substring(0, 8),
              write,
              present);
      Optional<Secret> stored = present.isPresent() ? api.replace(secret) : api.create(secret);
      if (stored.isPresent()) {
        remember(written, new Stored(stored.get()));
        return new StoreAnswer.Written();
      }
    }
    throw busy(first.name());
  }

  StoreAnswer replace(AppRecord next, List<String> ended, Patience patience) {
    String write = UUID.randomUUID().toString();
    Optional<Remembered> known =
        Optional.ofNullable(memory.getIfPresent(next.name()))
            .filter(it -> it.stored().version() == next.version() - 1);
    Written written =
        known.map(it -> form.write(next, it.written())).orElseGet(() -> form.write(next));
    Optional<Stored> present = known.map(Remembered::stored);
    List<String> claimed = List.of();
    for (int i = 0; i < TRIES; i++) {
      if (present.isEmpty()) {
        present = find(next.name());
      }
      if (present.filter(it -> it.isApp() && isMine(it, write)).isPresent()) {
        return new StoreAnswer.Written();
      }
      if (present.filter(it -> it.isApp() && it.version() == next.version() - 1).isEmpty()) {
        claims.giveBack(claimed, next.name());
        return new Stale();
      }
      Stored before = present.get();
      List<String> hosts = Encoding.hosts(next.app());
      List<ConfigMap> left = claimsLeft(before, hosts);
      List<String> come = hosts.stream().filter(it -> !before.hosts().contains(it)).toList();
      Optional<HostTaken> taken = claim(come, next.name(), patience);
      if (taken.isPresent()) {
        return taken.get();
      }
      claimed = come;
      Optional<Secret> stored = api.replace(following(before, next, written, ended, write));
      if (stored.isPresent()) {
        remember(written, new Stored(stored.get()));
        left.forEach(it -> claims.release(it, next.name()));
        return new StoreAnswer.Written();
      }
      present = Optional.empty();
    }
    throw busy(next.name());
  }

  private Secret following(
      Stored before, AppRecord next, Written written, List<String> ended, String write) {
    TreeMap<Long, String> tail = new TreeMap<>(reports.makeRoom(next.name(), before));
    long count = before.reports();
    for (String report : ended) {
      count++;
      tail.put(count, report);
    }
    SortedMap<Long, String> kept = tail.tailMap(count - Reports.KEPT, false);
    return Encoding.record(
        next, written.parts(), kept, count, before.incarnation(), write, Optional.of(before));
  }

  /** As they are before the write: a claim that is renewed afterwards is not given up. */
  private List<ConfigMap> claimsLeft(Stored before, List<String> hosts) {
    List<ConfigMap> left = new ArrayList<>();
    for (String host : before.hosts()) {
      if (!hosts.contains(host)) {
        claims.find(host).ifPresent(left::add);
      }
    }
    return left;
  }

  /** In the order of the names, so that two who want the same do not wait for each other. */
  private Optional<HostTaken> claim(List<String> hosts, AppName app, Patience patience) {
    List<String> claimed = new ArrayList<>();
    for (String host : hosts) {
      Optional<HostTaken> taken = claims.claim(host, app, patience);
      if (taken.isPresent()) {
        // Others would wait until they are sure that nothing comes of these.
        claims.giveBack(claimed, app);
        return taken;
      }
      claimed.add(host);
    }
    return Optional.empty();
  }

  StoreAnswer delete(AppName app, long version) {
    String write = UUID.randomUUID().toString();
    for (int i = 0; i < TRIES; i++) {
      Optional<Stored> present = find(app);
      if (present.filter(it -> !it.isApp() && isMine(it, write)).isPresent()) {
        return new StoreAnswer.Written();
      }
      if (present.filter(it -> it.isApp() && it.version() == version).isEmpty()) {
        return new Stale();
      }
      Stored before = present.get();
      List<ConfigMap> left = claimsLeft(before, List.of());
      Secret former =
          Encoding.former(before.name(), version + 1, before.fencingToken(), write, present);
      if (api.replace(former).isPresent()) {
        memory.invalidate(app);
        left.forEach(it -> claims.release(it, app));
        reports.clear(app);
        return new StoreAnswer.Written();
      }
    }
    throw busy(app);
  }

  private static boolean isMine(Stored stored, String write) {
    return stored.write().equals(write);
  }

  private static StoreException busy(AppName app) {
    return new StoreException(
        "secret "
            + Stored.nameOf(app)
            + " changes faster than it can be written: find out what else writes it");
  }
}
