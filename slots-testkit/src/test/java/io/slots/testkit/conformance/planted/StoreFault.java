package io.slots.testkit.conformance.planted;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.slots.testkit.conformance.Capability;
import java.util.List;
import java.util.Set;

enum StoreFault implements Fault {
  NONE("does everything right"),
  LOSES_WRITES(
      "acknowledges a write without making it",
      "S9_6_find_returnsWhatWasWritten",
      "P1_interruptedCaller_isServed",
      "P1_severalAtOnce_areKeptApart",
      "S1_2_createAnAppThatExists_isStale",
      "S1_3_hostOfADeletedApp_isFree",
      "S1_3_hostOfARemovedSlot_isFree",
      "S1_3_hostOfAnotherApp_isTaken",
      "S1_3_hostWantedByTwoAtOnce_goesToOne",
      "S1_3_hostsOfTheAppItself_areKept",
      "S8_1_history_isNewestFirst",
      "S8_1_history_keepsTheLastThousand",
      "S9_3_appsThatNeedEngine_areThoseAtWork",
      "S9_4_deletedApp_leavesItsTokenOnly",
      "S9_4_deletionOfAnotherVersion_isStale",
      "S9_4_racingWrites_loseNothing",
      "S9_4_writeOfAnotherVersion_isStale",
      "S9_5_sameWriteAgain_isStale",
      "S9_6_acknowledgedWrites_areThereAgain"),
  FORGETS_ON_REOPEN(
      "keeps in memory what it acknowledges, and says that it is durable",
      "S9_6_acknowledgedWrites_areThereAgain"),
  FORGETS_HISTORY_ON_REOPEN(
      "keeps the records durably and the history in memory",
      "S9_6_acknowledgedWrites_areThereAgain"),
  LOSES_SETTINGS("writes a record without its settings", "S9_6_find_returnsWhatWasWritten"),
  COMPARES_NOTHING(
      "writes whatever version is there",
      "S9_4_writeOfAnotherVersion_isStale",
      "S1_2_createAnAppThatExists_isStale",
      "S1_3_hostOfARemovedSlot_isFree",
      "S9_4_racingWrites_loseNothing",
      "S9_5_sameWriteAgain_isStale"),
  DELETES_ANYTHING("deletes whatever version is there", "S9_4_deletionOfAnotherVersion_isStale"),
  CHECKS_THEN_WRITES(
      "looks at the version first, and writes after that",
      "S9_4_racingWrites_loseNothing",
      "S1_3_hostWantedByTwoAtOnce_goesToOne"),
  ACKNOWLEDGES_REPETITION(
      "acknowledges a write that was made already, and appends again",
      "S9_5_sameWriteAgain_isStale",
      "S1_2_createAnAppThatExists_isStale",
      "S9_4_racingWrites_loseNothing"),
  TELLS_CASE_APART(
      "takes names of other letter case for other apps",
      "S1_2_createAnAppThatExists_isStale",
      "S9_6_find_returnsWhatWasWritten"),
  CHECKS_NO_HOSTS(
      "lets two apps have a host name in common",
      "S1_3_hostOfAnotherApp_isTaken",
      "S1_3_hostOfADeletedApp_isFree",
      "S1_3_hostWantedByTwoAtOnce_goesToOne",
      "S1_3_hostsOfTheAppItself_areKept"),
  LEAVES_TRACES(
      "appends the history of a write that it refuses",
      "S9_4_writeOfAnotherVersion_isStale",
      "S1_3_hostOfAnotherApp_isTaken",
      "S9_4_racingWrites_loseNothing",
      "S9_5_sameWriteAgain_isStale"),
  KEEPS_HOSTS_OF_DELETED(
      "never frees the host names of a deleted app", "S1_3_hostOfADeletedApp_isFree"),
  KEEPS_HOSTS_OF_REMOVED(
      "never frees the host name of a removed slot", "S1_3_hostOfARemovedSlot_isFree"),
  OWN_HOSTS_IN_THE_WAY(
      "takes an app's own host names for taken", "S1_3_hostsOfTheAppItself_areKept"),
  LOSES_HISTORY(
      "keeps only the last of several reports",
      "S8_1_history_isNewestFirst",
      "S8_1_history_keepsTheLastThousand"),
  OLDEST_FIRST(
      "tells the history from the oldest on",
      "S8_1_history_isNewestFirst",
      "S8_1_history_keepsTheLastThousand"),
  IGNORES_LIMIT("tells all of the history, whatever is asked for", "S8_1_history_isNewestFirst"),
  KEEPS_ALL_HISTORY("never forgets any history", "S8_1_history_keepsTheLastThousand"),
  NEEDS_ENGINE_FOR_ALL(
      "says that apps at rest need an engine", "S9_3_appsThatNeedEngine_areThoseAtWork"),
  UNSORTED(
      "tells apps in the order in which they were made", "S9_3_appsThatNeedEngine_areThoseAtWork"),
  FORGETS_TOKEN(
      "forgets the fencing token of a deleted app",
      "S9_4_deletedApp_leavesItsTokenOnly",
      "S9_6_acknowledgedWrites_areThereAgain"),
  KEEPS_HISTORY_OF_DELETED(
      "keeps the history of a deleted app for the next of its name",
      "S9_4_deletedApp_leavesItsTokenOnly"),
  ACKNOWLEDGES_IN_TROUBLE("acknowledges what it cannot write", "P2_trouble_failsTheStage"),
  SHOWS_SETTINGS(
      "shows the record with its settings in the message of a failure", "P2_trouble_failsTheStage"),
  WAITS_INTERRUPTIBLY("waits for a lock in the method", "P1_interruptedCaller_isServed"),
  MIXES_UP_CALLS(
      "keeps the record of a call in a field until it is written",
      "P1_severalAtOnce_areKeptApart",
      "S1_3_hostWantedByTwoAtOnce_goesToOne"),
  WITHOUT_DURABILITY(
      Set.of(Capability.DURABILITY), "is empty when it is opened again, and says so"),
  DENIES_DURABILITY(
      Set.of(Capability.DURABILITY),
      "says that it is empty when it is opened again, and is not",
      "S9_6_acknowledgedWrites_areThereAgain"),
  WITHOUT_TROUBLE(Set.of(Capability.TROUBLE), "cannot be troubled, and says so"),
  DENIES_TROUBLE(
      Set.of(Capability.TROUBLE),
      "says that it cannot be troubled, and fails",
      "P2_trouble_failsTheStage");

  private final ImmutableSet<Capability> unsupported;
  private final String text;
  private final ImmutableList<String> caughtBy;

  StoreFault(String text, String... caughtBy) {
    this(Set.of(), text, caughtBy);
  }

  StoreFault(Set<Capability> unsupported, String text, String... caughtBy) {
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
