package io.slots.core.loop;

import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.spi.StoreAnswer;

/** Refuses a host name that is another app's (S1.3). */
public final class Hosts {
  private Hosts() {}

  /** Returns the refusal. */
  public static RefusedException taken(StoreAnswer.HostTaken taken) {
    return new RefusedException(
        Rule.of(1, 3),
        "host " + taken.host() + " is app " + taken.holder() + "'s",
        "name the app or the slot otherwise, or give the app another domain");
  }
}
