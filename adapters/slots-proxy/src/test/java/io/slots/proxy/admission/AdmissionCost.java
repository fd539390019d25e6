package io.slots.proxy.admission;

import io.slots.app.Instance;
import java.util.Locale;
import java.util.Random;

/** Measures what it costs to admit and to release. Not a test; run its main. */
public final class AdmissionCost {
  private static final int ROUNDS = 8;
  private static final int REQUESTS = 20_000_000;

  private AdmissionCost() {}

  /** Prints nanoseconds per admission and release, on one thread, for each round. */
  public static void main(String[] args) {
    for (int instances : new int[] {1, 3}) {
      Admissions admissions = new Admissions(System::nanoTime, Random::new, new NobodyListens());
      for (int app = 0; app < 100; app++) {
        Tables table = Tables.of("shop" + app, 1);
        Instance[] targets = new Instance[instances];
        for (int i = 0; i < instances; i++) {
          targets[i] = Tables.instance("app" + app + "-" + i);
        }
        admissions.publish(table.production(targets).build(), 1);
      }
      Visitor visitor = TestVisitor.fresh();
      for (int round = 0; round < ROUNDS; round++) {
        long begin = System.nanoTime();
        for (int i = 0; i < REQUESTS; i++) {
          admissions.release((Target) admissions.admit("shop42.test", visitor));
        }
        double nanos = (System.nanoTime() - begin) / (double) REQUESTS;
        System.out.printf(Locale.ROOT, "%d instances: %.1f ns%n", instances, nanos);
      }
    }
  }
}
