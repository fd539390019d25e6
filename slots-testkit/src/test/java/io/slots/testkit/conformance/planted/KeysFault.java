package io.slots.testkit.conformance.planted;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.slots.testkit.conformance.Capability;
import java.util.List;
import java.util.Set;

enum KeysFault implements Fault {
  NONE("does everything right"),
  FORGETS_FENCING(
      "compares no tokens at all",
      "S9_4_olderToken_isRefused",
      "S9_4_fence_olderCallIsRefusedAfterwards",
      "S9_4_fence_withAnOlderToken_fails"),
  FENCES_AFTERWARDS(
      "refuses an older token when it has done the work",
      "S9_4_olderToken_isRefused",
      "S9_4_fence_olderCallIsRefusedAfterwards"),
  FORGETS_FENCE(
      "does nothing in fence, and learns tokens by other calls only",
      "S9_4_fence_olderCallIsRefusedAfterwards",
      "S9_4_fence_withAnOlderToken_fails"),
  FENCE_NEVER_FAILS(
      "confirms fence to an engine that was superseded", "S9_4_fence_withAnOlderToken_fails"),
  FENCES_ALL_APPS("counts tokens for all apps together", "S9_4_tokensOfOneApp_doNotFenceAnother"),
  DOES_NOTHING(
      "says that it has made new keys, and has not",
      "S4_10_reset_makesNewKeys",
      "P1_interruptedCaller_isServed",
      "P1_severalAtOnce_areKeptApart",
      "S9_4_tokensOfOneApp_doNotFenceAnother",
      "S9_5_sameCallAgain_endsInTheSame"),
  KEEPS_OLD_KEYS(
      "makes a new key, and lets the old one work",
      "S4_10_reset_makesNewKeys",
      "P1_interruptedCaller_isServed",
      "P1_severalAtOnce_areKeptApart",
      "S9_4_tokensOfOneApp_doNotFenceAnother",
      "S9_5_sameCallAgain_endsInTheSame"),
  RESETS_ALL_SLOTS("makes new keys for all slots of the app", "S4_10_reset_touchesNoOtherSlot"),
  RESETS_ALL_APPS("makes new keys for that slot of all apps", "S4_10_reset_touchesNoOtherSlot"),
  FAILS_ON_REPEAT("fails when it is asked again", "S9_5_sameCallAgain_endsInTheSame"),
  ANSWERS_EARLY(
      "completes the stage while the old key still works",
      "S4_10_reset_makesNewKeys",
      "P1_interruptedCaller_isServed",
      "P1_severalAtOnce_areKeptApart",
      "S9_4_tokensOfOneApp_doNotFenceAnother",
      "S9_5_sameCallAgain_endsInTheSame"),
  WAITS_INTERRUPTIBLY("waits for a lock in the method", "P1_interruptedCaller_isServed"),
  MIXES_UP_CALLS(
      "keeps the app of a call in a field until it is done", "P1_severalAtOnce_areKeptApart"),
  WITHOUT_FENCING(Set.of(Capability.FENCING), "does not fence, and says so"),
  DENIES_FENCING(
      Set.of(Capability.FENCING),
      "says that it does not fence, and does",
      "S9_4_olderToken_isRefused",
      "S9_4_fence_olderCallIsRefusedAfterwards",
      "S9_4_fence_withAnOlderToken_fails");

  private final ImmutableSet<Capability> unsupported;
  private final String text;
  private final ImmutableList<String> caughtBy;

  KeysFault(String text, String... caughtBy) {
    this(Set.of(), text, caughtBy);
  }

  KeysFault(Set<Capability> unsupported, String text, String... caughtBy) {
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
