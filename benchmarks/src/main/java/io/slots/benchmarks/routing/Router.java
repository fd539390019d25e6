package io.slots.benchmarks.routing;

import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.proxy.admission.Admission;
import io.slots.proxy.admission.Admissions;
import io.slots.proxy.admission.Target;
import io.slots.proxy.admission.TargetListener;
import io.slots.proxy.admission.Visitor;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The embedded router without its proxy: what decides, and what it decides by. */
public final class Router {
  private static final Visitor ANYBODY = new Anybody();

  private final Admissions admissions =
      new Admissions(System::nanoTime, ThreadLocalRandom::current, new Nobody());

  /** Returns a router of so many apps of so many instances in each of two slots. */
  public static Router of(int apps, int instances) {
    Router router = new Router();
    for (int app = 0; app < apps; app++) {
      router.publish(new TwoTables("shop" + app, instances).next());
    }
    return router;
  }

  /** Puts a table into force. */
  public void publish(RoutingTable table) {
    RoutesAnswer answer = admissions.publish(table, 1);
    if (!(answer instanceof RoutesAnswer.InForce)) {
      throw new IllegalStateException(answer.toString());
    }
  }

  /** Decides which instance gets a request for that host, counts it there, and counts it off. */
  public Admission decide(String host) {
    Admission admission = admissions.admit(host, ANYBODY);
    if (admission instanceof Target target) {
      admissions.release(target);
      return target;
    }
    throw new IllegalStateException(admission.toString());
  }

  /** Has no cookie. */
  private static final class Anybody implements Visitor {
    @Override
    public Optional<String> asksFor() {
      return Optional.empty();
    }

    @Override
    public Optional<String> remembers() {
      return Optional.empty();
    }

    @Override
    public void stayWith(SlotName slot) {}

    @Override
    public void stayAsItIs() {}
  }

  /** Has no connections to close. */
  private static final class Nobody implements TargetListener {
    @Override
    public void left(AppName app, Target target) {}

    @Override
    public void retired(Target target) {}
  }
}
