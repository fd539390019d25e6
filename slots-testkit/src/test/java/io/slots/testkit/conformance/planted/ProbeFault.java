package io.slots.testkit.conformance.planted;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.slots.testkit.conformance.Capability;
import java.util.List;
import java.util.Set;

enum ProbeFault implements Fault {
  NONE("does everything right"),
  FAILS_WHEN_REFUSED(
      "fails where the connection is refused", "S4_2_refusedConnection_isUnreachable"),
  FAILS_WHEN_CLOSED("fails where the connection is closed", "S4_2_closedConnection_isUnreachable"),
  FAILS_ON_NONSENSE("fails where the answer is not HTTP", "S4_2_nonsense_isUnreachable"),
  THROWS_ON_BAD_STATUS(
      "throws for a status of 400 and more",
      "S4_4_anyStatus_isAnAnswer",
      "P5_badStatus_isAskedForOnce",
      "S4_4_changedStatus_isSeen",
      "S4_4_eachInstance_answersForItself"),
  FOLLOWS_REDIRECTS("asks where the instance would send a browser", "S4_4_redirect_isNotFollowed"),
  NEVER_TIMES_OUT(
      "waits for an answer for ever",
      "S4_4_silence_timesOut",
      "P6_cancelledProbe_doesNoHarm",
      "S4_4_headThatNeverEnds_timesOut"),
  TIMES_OUT_UNTIL_FIRST_BYTE(
      "has a time-out for the first byte only", "S4_4_headThatNeverEnds_timesOut"),
  TELLS_SILENCE_AS_UNREACHABLE(
      "tells silence as a connection that failed",
      "S4_4_silence_timesOut",
      "P6_cancelledProbe_doesNoHarm",
      "S4_4_headThatNeverEnds_timesOut"),
  REMEMBERS_ANSWERS(
      "answers from memory for an instance that it has asked", "S4_4_changedStatus_isSeen"),
  ASKS_ONE_FOR_ALL(
      "asks the instance that it was given first",
      "S4_4_eachInstance_answersForItself",
      "P6_cancelledProbe_doesNoHarm",
      "P1_severalAtOnce_areKeptApart",
      "S4_4_anyStatus_isAnAnswer",
      "S4_4_redirect_isNotFollowed"),
  DROPS_QUERY("asks for the path without its query", "S4_4_request_bearsPathAndHost"),
  HIDES_PUBLIC_HOST("asks without the public host name", "S4_4_request_bearsPathAndHost"),
  ASKS_AGAIN("asks a second time where the status is bad", "P5_badStatus_isAskedForOnce"),
  SHOWS_QUERY("shows the path with its query in the reason", "S3_7_answer_holdsNoQuery"),
  BLOCKS_UNTIL_ANSWERED(
      "waits in the method until it has the answer",
      "P1_method_returnsAtOnce",
      "P6_cancelledProbe_doesNoHarm",
      "P1_severalAtOnce_areKeptApart"),
  WAITS_INTERRUPTIBLY("waits for a lock in the method", "P1_interruptedCaller_isServed"),
  ONE_AFTER_ANOTHER(
      "begins a probe when the one before has ended", "P1_severalAtOnce_areKeptApart"),
  CANCELS_ALL(
      "ends all probes of an instance where one is cancelled", "P6_cancelledProbe_doesNoHarm");

  private final ImmutableSet<Capability> unsupported;
  private final String text;
  private final ImmutableList<String> caughtBy;

  ProbeFault(String text, String... caughtBy) {
    this(Set.of(), text, caughtBy);
  }

  ProbeFault(Set<Capability> unsupported, String text, String... caughtBy) {
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
