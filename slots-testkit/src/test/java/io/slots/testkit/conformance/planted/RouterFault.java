package io.slots.testkit.conformance.planted;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.slots.testkit.conformance.Capability;
import java.util.List;
import java.util.Set;

enum RouterFault implements Fault {
  NONE("does everything right"),
  COMPARES_NUMBERS_ONLY(
      "compares the numbers of generations and forgets their fencing tokens",
      "S9_4_tableByAnOlderToken_isRefused",
      "S9_4_tableInForce_byAHigherToken_shutsOutLowerOnes"),
  FORGETS_FENCE(
      "does nothing in fence, and refuses only what it has a newer table against",
      "S9_4_fence_olderTableIsRefusedAfterwards",
      "S9_4_fence_withAnOlderToken_fails",
      "S9_4_tableInForce_byAHigherToken_shutsOutLowerOnes"),
  FORGETS_TOKENS_OF_THE_SAME(
      "takes no note of the token that comes with the table in force",
      "S9_4_tableInForce_byAHigherToken_shutsOutLowerOnes"),
  FENCE_NEVER_FAILS(
      "confirms fence to an engine that was superseded", "S9_4_fence_withAnOlderToken_fails"),
  FENCES_ALL_APPS(
      "counts tokens for all apps together",
      "S9_4_fence_isForOneApp",
      "S4_5_tablesOfSeveralApps_areIndependent"),
  SWITCHES_HOST_BY_HOST(
      "switches one host after the other, and answers then", "S4_5_allHosts_switchInOneStep"),
  APPLIES_HALF(
      "switches production only, and says that the table is in force",
      "S4_5_requestAfterTheAnswer_goesByTheNewTable",
      "S1_4_slotWithoutContent_isServedByNobody",
      "S4_5_allHosts_switchInOneStep",
      "S4_5_inFlight_isCountedForEachInstance",
      "S4_5_olderGeneration_isRefused",
      "S7_1_share_goesToItsSlot"),
  ANSWERS_EARLY(
      "says that a table is in force before requests go by it",
      "S4_5_requestAfterTheAnswer_goesByTheNewTable",
      "P1_manyCallsAtOnce_areKeptApart",
      "S1_4_slotWithoutContent_isServedByNobody",
      "S4_5_everyInstanceOfARoute_getsRequests",
      "S4_5_hostThatLeftTheTable_leadsNowhere",
      "S4_5_inFlight_isCountedForEachInstance",
      "S4_5_requestBeforeTheSwitch_isFinishedByItsInstance",
      "S4_5_requestsWhileTablesChange_noneFallsBetween",
      "S4_5_tablesOfSeveralApps_areIndependent",
      "S7_1_share_goesToItsSlot"),
  DROPS_REQUESTS(
      "has no table at all for a moment while it switches",
      "S4_5_requestsWhileTablesChange_noneFallsBetween"),
  CUTS_REQUESTS(
      "cuts what an instance has when it leaves the table",
      "S4_5_requestBeforeTheSwitch_isFinishedByItsInstance"),
  WAITS_FOR_DRAIN(
      "answers when what left the table is drained",
      "S4_5_answer_doesNotWaitForTheDrain",
      "S4_5_requestBeforeTheSwitch_isFinishedByItsInstance"),
  COUNTS_TOGETHER(
      "counts what is in flight for all instances together",
      "S4_5_inFlight_isCountedForEachInstance"),
  LEAVES_OUT_UNKNOWN(
      "leaves instances that it does not know out of the counts",
      "S4_5_inFlight_ofUnknownInstances_isNone",
      "P1_interruptedCaller_isServed"),
  KEEPS_OLD_HOSTS(
      "goes on serving a host that left the table", "S4_5_hostThatLeftTheTable_leadsNowhere"),
  FALLS_BACK_TO_OTHER_SLOT(
      "has another slot's instance serve a slot that has none",
      "S1_4_slotWithoutContent_isServedByNobody"),
  FIRST_INSTANCE_ONLY(
      "sends all requests to the first instance of a route",
      "S4_5_everyInstanceOfARoute_getsRequests"),
  ONE_TABLE_FOR_ALL(
      "takes an app's table for the only one",
      "S4_5_tablesOfSeveralApps_areIndependent",
      "P1_manyCallsAtOnce_areKeptApart"),
  STEALS_HOSTS("lets an app take a host that is another app's", "S1_3_hostOfAnotherApp_isRefused"),
  ACCEPTS_OLDER(
      "takes a table of an older generation",
      "S4_5_olderGeneration_isRefused",
      "S9_5_tablesPublishedTogether_newestWins"),
  ACCEPTS_SAME_GENERATION(
      "takes another table of the generation in force",
      "S4_5_anotherTableOfTheSameGeneration_isRefused"),
  REFUSES_AND_APPLIES(
      "says that it refuses an older table, and switches production all the same",
      "S4_5_olderGeneration_isRefused",
      "S1_3_hostOfAnotherApp_isRefused",
      "S4_5_anotherTableOfTheSameGeneration_isRefused",
      "S9_4_fence_olderTableIsRefusedAfterwards",
      "S9_4_tableByAnOlderToken_isRefused"),
  REFUSES_REPETITION(
      "refuses the table in force when it is published again",
      "S9_5_sameTableAgain_isInForceAlready",
      "S9_4_tableInForce_byAHigherToken_shutsOutLowerOnes"),
  IGNORES_SHARES("takes shares and does not heed them", "S7_1_share_goesToItsSlot"),
  WAITS_INTERRUPTIBLY("waits for a lock in the method", "P1_interruptedCaller_isServed"),
  MIXES_UP_CALLS(
      "keeps the table of a call in a field until it is done",
      "P1_manyCallsAtOnce_areKeptApart",
      "S9_5_tablesPublishedTogether_newestWins"),
  TELLS_OLD_TABLE(
      "tells the table before as the one in force",
      "S4_5_publishedTable_isInForce",
      "S9_5_tablesPublishedTogether_newestWins"),
  TELLS_EMPTY_TABLE(
      "tells an empty table where there is none",
      "S4_5_nothingPublished_nothingIsInForce",
      "S1_3_hostOfAnotherApp_isRefused"),
  WITHOUT_FENCING(Set.of(Capability.FENCING), "does not fence, and says so"),
  DENIES_FENCING(
      Set.of(Capability.FENCING),
      "says that it does not fence, and does",
      "S9_4_fence_olderTableIsRefusedAfterwards",
      "S9_4_fence_withAnOlderToken_fails",
      "S9_4_tableInForce_byAHigherToken_shutsOutLowerOnes"),
  WITHOUT_SHARES(Set.of(Capability.TRAFFIC_SHARES), "refuses shares, and says so"),
  DENIES_SHARES(
      Set.of(Capability.TRAFFIC_SHARES),
      "says that it refuses shares, and takes them",
      "S7_1_share_goesToItsSlot"),
  ANSWERS_OLD_GENERATION(
      "answers with the generation that was in force before", "S4_5_publishedTable_isInForce");

  private final ImmutableSet<Capability> unsupported;
  private final String text;
  private final ImmutableList<String> caughtBy;

  RouterFault(String text, String... caughtBy) {
    this(Set.of(), text, caughtBy);
  }

  RouterFault(Set<Capability> unsupported, String text, String... caughtBy) {
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
