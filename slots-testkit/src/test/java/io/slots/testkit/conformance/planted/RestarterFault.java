package io.slots.testkit.conformance.planted;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.slots.testkit.conformance.Capability;
import java.util.List;
import java.util.Set;

enum RestarterFault implements Fault {
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
  IGNORES_CANCEL("goes on with a start that was cancelled", "P6_cancelledRestart_isEnded"),
  BLOCKS_UNTIL_UP(
      "waits in the method until the instance is up",
      "P1_method_returnsAtOnce",
      "P6_cancelledRestart_isEnded",
      "S9_5_laterCall_takesThePlaceOfOneThatHangs"),
  WAITS_INTERRUPTIBLY("waits for a lock in the method", "P1_interruptedCaller_isServed"),
  MIXES_UP_CALLS(
      "keeps the settings of a call in a field until it is done", "P1_severalAtOnce_areKeptApart"),
  HIDES_FAILED_START(
      "completes the stage of a start that it knows to have failed",
      "S4_2_failedStart_failsTheStage"),
  SHOWS_SETTINGS(
      "shows the settings in the message of a failure",
      "S3_7_failure_holdsNoSettingValue",
      "S4_2_failedStart_failsTheStage",
      "S9_5_afterAFailure_theNextIsTriedAnew"),
  REMEMBERS_FAILURE(
      "starts an instance no more once its start has failed",
      "S9_5_afterAFailure_theNextIsTriedAnew"),
  ANSWERS_EARLY(
      "completes the stage before the instance runs",
      "S4_1_restart_runsWithExactlyTheSettings",
      "P1_interruptedCaller_isServed",
      "P1_method_returnsAtOnce",
      "P1_severalAtOnce_areKeptApart",
      "S4_1_restart_runsAsTheSlotOfTheCall",
      "S4_2_answer_isTheInstanceAsItIsNow",
      "S4_2_failedStart_failsTheStage",
      "S4_3_restartWithTheSameSettings_startsAnew",
      "S9_4_tokensOfOneApp_doNotFenceAnother",
      "S9_5_afterAFailure_theNextIsTriedAnew",
      "P6_cancelledRestart_isEnded",
      "S9_5_laterCall_takesThePlaceOfOneThatHangs",
      "S9_5_laterCall_takesThePlaceOfTheOneBefore",
      "S9_5_sameCallAgain_endsInTheSame"),
  ANSWERS_FOR_ANOTHER(
      "answers with the instance that it made first",
      "S4_2_answer_isTheInstanceAsItIsNow",
      "P1_severalAtOnce_areKeptApart"),
  TELLS_OLD_ADDRESS(
      "answers with the address that the instance had before",
      "S4_2_answer_isTheInstanceAsItIsNow",
      "S9_5_sameCallAgain_endsInTheSame"),
  FORGETS_SLOT(
      "starts every instance as the slot that it was made for first",
      "S4_1_restart_runsAsTheSlotOfTheCall"),
  RUNS_OLD_CONTENT(
      "starts an instance with the content that it had", "S4_1_restart_runsAsTheSlotOfTheCall"),
  KEEPS_SETTINGS(
      "starts an instance with the settings that it had",
      "S4_1_restart_runsWithExactlyTheSettings",
      "P1_interruptedCaller_isServed",
      "P1_severalAtOnce_areKeptApart",
      "S9_4_tokensOfOneApp_doNotFenceAnother",
      "S9_5_afterAFailure_theNextIsTriedAnew",
      "S9_5_laterCall_takesThePlaceOfTheOneBefore",
      "S9_5_sameCallAgain_endsInTheSame"),
  MERGES_SETTINGS(
      "adds the new settings to those that the instance had",
      "S4_1_restart_runsWithExactlyTheSettings"),
  SKIPS_NEEDLESS_RESTART(
      "does not restart where no setting changes",
      "S4_3_restartWithTheSameSettings_startsAnew",
      "P1_method_returnsAtOnce",
      "S4_1_restart_runsAsTheSlotOfTheCall",
      "S4_2_failedStart_failsTheStage",
      "S9_5_laterCall_takesThePlaceOfOneThatHangs"),
  RESTARTS_ALL("restarts all instances of the app", "S4_7_restart_touchesNoOtherInstance"),
  SECOND_ON_REPEAT(
      "starts a second process when it is asked again",
      "S9_5_sameCallAgain_endsInTheSame",
      "S9_5_laterCall_takesThePlaceOfOneThatHangs",
      "S9_5_laterCall_takesThePlaceOfTheOneBefore"),
  FORMER_WINS(
      "lets a call that was superseded still have its way when it ends",
      "S9_5_laterCall_takesThePlaceOfTheOneBefore"),
  FORMER_NEVER_ENDS(
      "leaves the caller of a superseded call without an answer",
      "S9_5_laterCall_takesThePlaceOfTheOneBefore"),
  QUEUES_BEHIND_STUCK(
      "begins a call when the one before has ended", "S9_5_laterCall_takesThePlaceOfOneThatHangs"),
  WITHOUT_FENCING(Set.of(Capability.FENCING), "does not fence, and says so"),
  DENIES_FENCING(
      Set.of(Capability.FENCING),
      "says that it does not fence, and does",
      "S9_4_olderToken_isRefused",
      "S9_4_fence_olderCallIsRefusedAfterwards",
      "S9_4_fence_withAnOlderToken_fails"),
  WITHOUT_FAILED_STARTS(
      Set.of(Capability.FAILED_STARTS), "does not tell of failed starts, and says so"),
  DENIES_FAILED_STARTS(
      Set.of(Capability.FAILED_STARTS),
      "says that it does not tell of failed starts, and does",
      "S4_2_failedStart_failsTheStage"),
  WITHOUT_CANCELLATION(
      Set.of(Capability.CANCELLATION), "ends no start that is cancelled, and says so"),
  DENIES_CANCELLATION(
      Set.of(Capability.CANCELLATION),
      "says that cancelling has no effect, and ends the start",
      "P6_cancelledRestart_isEnded");

  private final ImmutableSet<Capability> unsupported;
  private final String text;
  private final ImmutableList<String> caughtBy;

  RestarterFault(String text, String... caughtBy) {
    this(Set.of(), text, caughtBy);
  }

  RestarterFault(Set<Capability> unsupported, String text, String... caughtBy) {
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
