package io.slots.testkit.conformance.planted;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.slots.testkit.conformance.Capability;
import java.util.List;
import java.util.Set;

enum ProvisionerFault implements Fault {
  NONE("does everything right"),
  FORGETS_FENCING(
      "compares no tokens at all",
      "S9_4_provisionWithAnOlderToken_isRefused",
      "S9_4_decommissionWithAnOlderToken_isRefused",
      "S9_4_fence_olderCallIsRefusedAfterwards",
      "S9_4_fence_withAnOlderToken_fails"),
  FENCES_AFTERWARDS(
      "refuses an older token when it has done the work",
      "S9_4_provisionWithAnOlderToken_isRefused",
      "S9_4_decommissionWithAnOlderToken_isRefused",
      "S9_4_fence_olderCallIsRefusedAfterwards"),
  FORGETS_FENCE(
      "does nothing in fence, and learns tokens by other calls only",
      "S9_4_fence_olderCallIsRefusedAfterwards",
      "S9_4_fence_withAnOlderToken_fails"),
  FENCE_NEVER_FAILS(
      "confirms fence to an engine that was superseded", "S9_4_fence_withAnOlderToken_fails"),
  FENCES_ALL_APPS("counts tokens for all apps together", "S9_4_tokensOfOneApp_doNotFenceAnother"),
  IGNORES_CANCEL("goes on with a start that was cancelled", "P6_cancelledProvision_isEnded"),
  BLOCKS_UNTIL_UP(
      "waits in the method until the instance is up",
      "P1_method_returnsAtOnce",
      "P6_cancelledProvision_isEnded"),
  WAITS_INTERRUPTIBLY("waits for a lock in the method", "P1_interruptedCaller_isServed"),
  MIXES_UP_CALLS(
      "keeps the settings of a call in a field until it is done", "P1_severalAtOnce_areKeptApart"),
  HIDES_FAILED_START(
      "completes the stage of a start that it knows to have failed",
      "S4_2_failedStart_failsTheStage"),
  SHOWS_SETTINGS(
      "shows the settings in the message of a failure",
      "S3_7_failure_holdsNoSettingValue",
      "S4_2_failedStart_failsTheStage"),
  REMEMBERS_FAILURE(
      "starts an instance no more once its start has failed", "S4_2_failedStart_failsTheStage"),
  ANSWERS_EARLY(
      "completes the stage before the instance runs",
      "S2_4_provision_runsTheContentWithTheSettings",
      "P1_method_returnsAtOnce",
      "P1_severalAtOnce_areKeptApart",
      "S1_6_decommission_touchesNoOther",
      "S2_4_severalIdentities_areSeveral",
      "S4_2_failedStart_failsTheStage",
      "S9_4_decommissionWithAnOlderToken_isRefused",
      "S9_4_fence_olderCallIsRefusedAfterwards",
      "S9_4_tokensOfOneApp_doNotFenceAnother",
      "P6_cancelledProvision_isEnded",
      "S9_5_laterCallWithOtherSettings_hasItsWay",
      "S9_5_sameCallAgain_makesNoSecond",
      "S9_5_sameCallWhileUnderWay_makesNoSecond"),
  ANSWERS_FOR_ANOTHER(
      "answers with the instance that it made first",
      "S2_4_severalIdentities_areSeveral",
      "P1_severalAtOnce_areKeptApart"),
  TELLS_OLD_ADDRESS(
      "answers with the address that the instance had before", "S9_5_sameCallAgain_makesNoSecond"),
  RUNS_OLD_CONTENT(
      "starts an instance with the content that it had",
      "S9_5_laterCallWithOtherSettings_hasItsWay"),
  KEEPS_SETTINGS(
      "starts an instance with the settings that it had",
      "S9_5_laterCallWithOtherSettings_hasItsWay"),
  MERGES_SETTINGS(
      "adds the new settings to those that the instance had",
      "S9_5_laterCallWithOtherSettings_hasItsWay"),
  SECOND_ON_REPEAT(
      "makes a second instance when it is asked again",
      "S9_5_sameCallAgain_makesNoSecond",
      "S9_5_sameCallWhileUnderWay_makesNoSecond"),
  FORMER_WINS(
      "lets a call that was superseded still have its way when it ends",
      "S9_5_sameCallWhileUnderWay_makesNoSecond"),
  FORMER_NEVER_ENDS(
      "leaves the caller of a superseded call without an answer",
      "S9_5_sameCallWhileUnderWay_makesNoSecond"),
  WRONG_SLOT(
      "starts every instance as production's", "S2_4_provision_runsTheContentWithTheSettings"),
  ONE_ADDRESS("gives all instances the same address", "S2_4_severalIdentities_areSeveral"),
  ENDS_NOTHING(
      "says that an instance is gone, and leaves it",
      "S1_6_decommission_endsIt",
      "P1_interruptedCaller_isServed",
      "S9_5_decommissionAgain_isDone"),
  ENDS_ALL("ends all instances of the app", "S1_6_decommission_touchesNoOther"),
  FAILS_IF_GONE(
      "fails to end what is not there",
      "S9_5_decommissionAgain_isDone",
      "S9_5_decommissionWhileStarting_leavesNothing"),
  START_OUTLIVES_END(
      "ends what runs, and not what is being started",
      "S9_5_decommissionWhileStarting_leavesNothing"),
  ENDS_UNFENCED(
      "ends instances for an engine that was superseded",
      "S9_4_decommissionWithAnOlderToken_isRefused",
      "S9_4_fence_olderCallIsRefusedAfterwards"),
  WITHOUT_FENCING(Set.of(Capability.FENCING), "does not fence, and says so"),
  DENIES_FENCING(
      Set.of(Capability.FENCING),
      "says that it does not fence, and does",
      "S9_4_provisionWithAnOlderToken_isRefused",
      "S9_4_decommissionWithAnOlderToken_isRefused",
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
      "P6_cancelledProvision_isEnded");

  private final ImmutableSet<Capability> unsupported;
  private final String text;
  private final ImmutableList<String> caughtBy;

  ProvisionerFault(String text, String... caughtBy) {
    this(Set.of(), text, caughtBy);
  }

  ProvisionerFault(Set<Capability> unsupported, String text, String... caughtBy) {
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
