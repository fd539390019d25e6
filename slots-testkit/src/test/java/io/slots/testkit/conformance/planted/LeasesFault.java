package io.slots.testkit.conformance.planted;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.slots.testkit.conformance.Capability;
import java.util.List;
import java.util.Set;

enum LeasesFault implements Fault {
  NONE("does everything right"),
  TWO_INCARNATIONS(
      "lets two incarnations of a name hold the lease", "S9_4_newIncarnation_takesTheLease"),
  OLD_ENDS_YOUNG(
      "lets an old incarnation give back the new one's lease",
      "S9_4_endOfAnOldIncarnation_endsNothing"),
  NEVER_RUNS_OUT(
      "lets a lease never run out",
      "S9_3_leaseRanOut_appIsAdrift",
      "S9_4_renew_prolongs",
      "S9_4_renewedLease_runsOut"),
  RENEWED_FOR_EVER("lets a lease that was prolonged never run out", "S9_4_renewedLease_runsOut"),
  EXPIRED_IS_LOST("refuses to prolong a lease that has run out", "S9_4_renew_prolongs"),
  UNKNOWN_IS_REFUSED(
      "refuses to prolong a lease that it knows nothing of",
      "S9_4_renewOfNothing_begins",
      "P1_severalAtOnce_areKeptApart"),
  ANY_LEASE_COUNTS(
      "takes an app for looked after while any engine lives",
      "S9_3_anotherEnginesLease_doesNotCount",
      "S9_4_end_isOverAtOnce",
      "S9_4_newIncarnation_takesTheLease"),
  UNKNOWN_IS_ALIVE(
      "takes an engine that it knows nothing of for alive",
      "S9_3_appOfAnUnknownEngine_isAdrift",
      "S9_3_adrift_isLimited",
      "S9_3_anotherEnginesLease_doesNotCount",
      "S9_4_end_isOverAtOnce",
      "S9_4_newIncarnation_takesTheLease"),
  RESTING_IS_ADRIFT("tells apps at rest as adrift", "S9_3_appAtRest_isNeverAdrift"),
  TELLS_WRONG_ENGINE("tells no former engine of what is adrift", "S9_3_leaseRanOut_appIsAdrift"),
  IGNORES_LIMIT("tells all that is adrift, whatever is asked for", "S9_3_adrift_isLimited"),
  END_IS_FORGOTTEN("does nothing when a lease is given back", "S9_4_end_isOverAtOnce"),
  END_IS_UNTOLD("tells nobody that a lease was given back", "S9_4_end_isOverAtOnce"),
  TELLS_NOTHING(
      "tells watchers nothing of writes",
      "S9_4_watcher_hears",
      "S9_4_closedWatch_hearsNothing",
      "S9_4_watcher_hearsNoStaleWrites"),
  TELLS_NO_DELETIONS("tells watchers nothing of deletions", "S9_4_watcher_hears"),
  TELLS_STALE_WRITES("tells of writes that were refused", "S9_4_watcher_hearsNoStaleWrites"),
  WATCHES_FOR_EVER("goes on telling a watcher that has gone", "S9_4_closedWatch_hearsNothing"),
  FORGETS_ENGINE(
      "forgets who looked after an app when its operation ends", "S9_3_engineOfAnApp_isKept"),
  WAITS_INTERRUPTIBLY("waits for a lock in the method", "P1_interruptedCaller_isServed"),
  MIXES_UP_CALLS(
      "keeps the engine of a call in a field until it is done", "P1_severalAtOnce_areKeptApart"),
  ALL_ARE_ADRIFT(
      "tells apps of living engines as adrift",
      "S9_3_appOfAnEngineWithLease_isNotAdrift",
      "P1_severalAtOnce_areKeptApart",
      "S9_4_endOfAnOldIncarnation_endsNothing",
      "S9_4_renewOfNothing_begins",
      "S9_4_renew_prolongs");

  private final ImmutableSet<Capability> unsupported;
  private final String text;
  private final ImmutableList<String> caughtBy;

  LeasesFault(String text, String... caughtBy) {
    this(Set.of(), text, caughtBy);
  }

  LeasesFault(Set<Capability> unsupported, String text, String... caughtBy) {
    this.unsupported = ImmutableSet.copyOf(unsupported);
    this.text = text;
    this.caughtBy = ImmutableList.copyOf(caughtBy);
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public List<String> caughtBy() {
    return caughtBy;
  }

  @Override
  public Set<Capability> unsupported() {
    return unsupported;
  }
}
