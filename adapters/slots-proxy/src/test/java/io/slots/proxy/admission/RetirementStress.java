package io.slots.proxy.admission;

import static io.slots.proxy.admission.Tables.instance;

import io.slots.app.Instance;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The last request of a target ends while it leaves the routes: it is retired, and once. */
@JCStressTest
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "retired once")
@Outcome(expect = Expect.FORBIDDEN, desc = "never retired, or more than once")
@State
public class RetirementStress {
  private static final Instance BLUE = instance("blue");
  private static final Instance GREEN = instance("green");

  private final AtomicInteger retired = new AtomicInteger();
  private final Admissions admissions =
      new Admissions(
          System::nanoTime,
          () -> new Random(1),
          new NobodyListens() {
            @Override
            public void retired(Target target) {
              retired.incrementAndGet();
            }
          });
  private final Target target;

  /** Blue has one request. */
  public RetirementStress() {
    admissions.publish(Tables.of("shop", 1).production(BLUE).build(), 1);
    target = (Target) admissions.admit("shop.test", TestVisitor.fresh());
  }

  /** The request ends. */
  @Actor
  public void end() {
    admissions.release(target);
  }

  /** Blue leaves. */
  @Actor
  public void leave() {
    admissions.publish(Tables.of("shop", 2).production(GREEN).build(), 1);
  }

  /** How often it was retired. */
  @Arbiter
  public void retired(I_Result result) {
    result.r1 = retired.get();
  }
}
