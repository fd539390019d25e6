package io.slots.core.loop;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;

/**
 * Three messages from two threads: each is handled once, one at a time, and sees what those before
 * it have done, though nothing that they write is volatile; those of one thread in their order.
 */
@JCStressTest
@Outcome(id = "3, 1, true", expect = Expect.ACCEPTABLE, desc = "all, one at a time, in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, handled twice, together, unseen, or overtaken")
@State
public class MailboxStress {
  private final Mailbox mailbox = new Mailbox(new InlineScheduler(), () -> {});
  private int handled;
  private int inside;
  private int most;
  private int first;
  private int second;

  /** Posts two. */
  @Actor
  public void one() {
    mailbox.post(() -> first = handle());
    mailbox.post(() -> second = handle());
  }

  /** Posts one. */
  @Actor
  public void other() {
    mailbox.post(this::handle);
  }

  private int handle() {
    inside++;
    most = Math.max(most, inside);
    handled++;
    inside--;
    return handled;
  }

  /** How many, how many at once, and whether those of one thread kept their order. */
  @Arbiter
  public void all(IIZ_Result result) {
    result.r1 = handled;
    result.r2 = most;
    result.r3 = first < second;
  }
}
