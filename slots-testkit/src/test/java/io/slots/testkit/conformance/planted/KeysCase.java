package io.slots.testkit.conformance.planted;

import com.google.common.collect.Sets;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.effect.ResetKeys;
import io.slots.spi.Call;
import io.slots.spi.FunctionKeys;
import io.slots.testkit.VirtualTime;
import io.slots.testkit.conformance.Capability;
import io.slots.testkit.conformance.FunctionKeysConformance;
import io.slots.testkit.conformance.Waiting;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys in memory that may have a fault. */
@ExtendWith(PlantedFault.class)
final class KeysCase implements FunctionKeysConformance, FunctionKeys {
  private final VirtualTime time = VirtualTime.create();
  private final Delays delays = new Delays(time);
  private final KeysFault fault;
  private final Map<ResetKeys, Integer> current = new HashMap<>();
  private final Map<String, Long> tokens = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private ResetKeys inHand = new ResetKeys(AppName.of("none"), SlotName.PRODUCTION);

  KeysCase(KeysFault fault) {
    this.fault = fault;
  }

  private boolean is(KeysFault one) {
    return fault == one;
  }

  private String fenceOf(AppName app) {
    return is(KeysFault.FENCES_ALL_APPS) ? "" : app.folded();
  }

  private boolean isOld(AppName app, Call call) {
    return !is(KeysFault.FORGETS_FENCING)
        && !is(KeysFault.WITHOUT_FENCING)
        && call.fencingToken() < tokens.getOrDefault(fenceOf(app), 0L);
  }

  private static <T> CompletableFuture<T> refused() {
    return CompletableFuture.failedFuture(new IllegalStateException("an older token"));
  }

  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    boolean old = isOld(app, call) && !is(KeysFault.FENCE_NEVER_FAILS);
    if (!old && !is(KeysFault.FORGETS_FENCE)) {
      tokens.merge(fenceOf(app), call.fencingToken(), Math::max);
    }
    return old ? refused() : CompletableFuture.completedFuture(true);
  }

  @Override
  public CompletionStage<?> reset(ResetKeys reset, Call call) {
    if (is(KeysFault.WAITS_INTERRUPTIBLY)) {
      Delays.waitForNothing();
    }
    boolean old = isOld(reset.app(), call);
    if (old && !is(KeysFault.FENCES_AFTERWARDS)) {
      return refused();
    }
    tokens.merge(fenceOf(reset.app()), call.fencingToken(), Math::max);
    if (is(KeysFault.FAILS_ON_REPEAT) && call.attempt() > 1) {
      return CompletableFuture.failedFuture(new IllegalStateException("done already"));
    }
    inHand = reset;
    CompletableFuture<Boolean> done =
        delays.later(1, () -> renew(is(KeysFault.MIXES_UP_CALLS) ? inHand : reset));
    if (is(KeysFault.ANSWERS_EARLY)) {
      return CompletableFuture.completedFuture(true);
    }
    return old ? done.thenCompose(it -> refused()) : done;
  }

  private boolean renew(ResetKeys reset) {
    for (ResetKeys one : Set.copyOf(current.keySet())) {
      boolean also =
          is(KeysFault.RESETS_ALL_SLOTS) && one.app().equals(reset.app())
              || is(KeysFault.RESETS_ALL_APPS) && one.slot().equals(reset.slot())
              || one.equals(reset);
      if (also && !is(KeysFault.DOES_NOTHING)) {
        current.merge(one, 1, Integer::sum);
      }
    }
    return true;
  }

  @Override
  public FunctionKeys keys() {
    return this;
  }

  @Override
  public String key(AppName app, SlotName slot) {
    String key =
        app + " " + slot + " " + current.computeIfAbsent(new ResetKeys(app, slot), it -> 0);
    known.add(key);
    return key;
  }

  @Override
  public boolean works(AppName app, SlotName slot, String key) {
    return is(KeysFault.KEEPS_OLD_KEYS) ? known.contains(key) : key(app, slot).equals(key);
  }

  @Override
  public Waiting waiting() {
    return Waiting.on(time);
  }

  @Override
  public Set<Capability> unsupported() {
    return Sets.union(fault.unsupported(), EnumSet.of(Capability.SEVERAL_THREADS));
  }
}
