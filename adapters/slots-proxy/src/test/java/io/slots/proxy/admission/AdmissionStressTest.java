package io.slots.proxy.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.RoutesAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Many threads are admitted while tables are replaced. An instance that left the routes and was
 * then seen with nothing in flight is declared dead; whoever is admitted to a dead one has found
 * the gap.
 */
// Yielding only widens the window; nothing depends on it.
@SuppressWarnings("ThreadPriorityCheck")
class AdmissionStressTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final int THREADS = 4;
  private static final int LEAST_SWITCHES = 300;
  private static final int MOST_SWITCHES = 30_000;
  private static final long ENOUGH_NANOS = 3_000_000_000L;
  private static final List<TrafficShare> SHARES =
      List.of(TrafficShare.of(SlotName.of("staging"), 0));

  private final Set<InstanceId> dead = ConcurrentHashMap.newKeySet();
  private final Map<InstanceId, AtomicLong> held = new ConcurrentHashMap<>();
  private final AtomicLong retired = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Admissions admissions =
      new Admissions(
          System::nanoTime,
          java.util.Random::new,
          new TargetListener() {
            @Override
            public void left(AppName app, Target target) {}

            @Override
            public void retired(Target target) {
              retired.incrementAndGet();
            }
          });

  @Test
  @DisplayName("S4.5 no request is admitted to an instance that was seen drained")
  void admit_whileTablesAreReplaced_neverMeetsADrainedInstance() throws Exception {
    publish(0);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Long>> admitted = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        boolean yields = i % 2 == 0;
        admitted.add(threads.submit(() -> admitUntilOver(yields)));
      }
      int number = 0;
      long end = System.nanoTime() + ENOUGH_NANOS;
      while (number < LEAST_SWITCHES || (number < MOST_SWITCHES && System.nanoTime() - end < 0)) {
        number++;
        publish(number);
        InstanceId old = id(number - 1);
        while (inFlight(old) != 0) {
          Thread.onSpinWait();
        }
        dead.add(old);
        assertThat(held.getOrDefault(old, new AtomicLong()).get()).isZero();
      }
      over.set(true);
      long sum = 0;
      for (Future<Long> each : admitted) {
        sum += each.get(60, TimeUnit.SECONDS);
      }
      assertThat(sum).isPositive();
      assertThat(inFlight(id(number))).isZero();
      assertThat(retired).hasValue(number);
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
  }

  private long admitUntilOver(boolean yields) {
    long count = 0;
    while (!over.get()) {
      Target target = (Target) admissions.admit("shop.test", new Hesitating(yields));
      AtomicLong holders = held.computeIfAbsent(target.id(), id -> new AtomicLong());
      holders.incrementAndGet();
      if (dead.contains(target.id())) {
        throw new IllegalStateException("admitted to " + target.id() + ", which was drained");
      }
      if (yields && count % 64 == 0) {
        Thread.yield();
      }
      holders.decrementAndGet();
      admissions.release(target);
      count++;
    }
    return count;
  }

  private void publish(int number) {
    assertThat(
            admissions.publish(
                Tables.of("shop", number + 1)
                    .productionWith(SHARES, Tables.instance("i" + number))
                    .slot("staging")
                    .build(),
                1))
        .isInstanceOf(RoutesAnswer.InForce.class);
  }

  private static InstanceId id(int number) {
    return InstanceId.of("i" + number);
  }

  private int inFlight(InstanceId id) {
    return admissions.inFlight(SHOP, Set.of(id)).getOrDefault(id, -1);
  }

  /** Gives way to other threads between the look at the table and the claim. */
  private static final class Hesitating extends TestVisitor {
    private final boolean yields;

    Hesitating(boolean yields) {
      super(Optional.empty(), Optional.of("self"));
      this.yields = yields;
    }

    @Override
    public void stayAsItIs() {
      if (yields) {
        Thread.yield();
      }
    }
  }
}
