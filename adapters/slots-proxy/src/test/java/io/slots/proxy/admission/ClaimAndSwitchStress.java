package io.slots.proxy.admission;

import static io.slots.proxy.admission.Tables.instance;

import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import java.util.Random;
import java.util.Set;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * A request comes while the routes are switched from blue to green, and blue is drained. A request
 * that blue was given is counted when the switch has returned: otherwise blue would be restarted
 * under it.
 */
@JCStressTest
@Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "blue has it, and it is waited for")
@Outcome(id = "false, 0", expect = Expect.ACCEPTABLE, desc = "green has it")
@Outcome(id = "false, 1", expect = Expect.ACCEPTABLE, desc = "blue was claimed, then let go")
@Outcome(id = "true, 0", expect = Expect.FORBIDDEN, desc = "blue has it, and nobody waits for it")
@State
public class ClaimAndSwitchStress {
  private static final AppName SHOP = AppName.of("shop");
  private static final Instance BLUE = instance("blue");
  private static final Instance GREEN = instance("green");
  private static final Set<InstanceId> LEFT = Set.of(BLUE.id());

  private final Admissions admissions =
      new Admissions(System::nanoTime, () -> new Random(1), new NobodyListens());

  /** All requests go to blue. */
  public ClaimAndSwitchStress() {
    admissions.publish(Tables.of("shop", 1).production(BLUE).build(), 1);
  }

  /** A request comes, and is not finished. */
  @Actor
  public void request(ZI_Result result) {
    Admission admission = admissions.admit("shop.test", TestVisitor.fresh());
    result.r1 = admission instanceof Target target && target.id().equals(BLUE.id());
  }

  /** The switch; when it has returned, blue is drained. */
  @Actor
  public void switchAndDrain(ZI_Result result) {
    admissions.publish(Tables.of("shop", 2).production(GREEN).build(), 1);
    result.r2 = admissions.inFlight(SHOP, LEFT).getOrDefault(BLUE.id(), 0);
  }
}
