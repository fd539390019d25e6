package io.slots.testkit;

import java.time.Duration;

/** What can go wrong with any call of an SPI, each with parts that do for most tests. */
public enum FaultKind {
  /** It is not done, and fails. */
  FAIL_BEFORE("fails, and is not done"),
  /** It is done, and fails: the answer is lost. */
  FAIL_AFTER("is done, and fails"),
  /** The SPI's method throws, having done nothing. */
  THROW("throws, and is not done"),
  /** It is not done, and never answered. */
  HANG("hangs, and is not done"),
  /** It is done, and never answered. */
  HANG_AFTER("is done, and hangs"),
  /** It is done, and answered long after the engine has given up waiting. */
  ANSWER_LATE("is done, and answered 20 min late"),
  /** It takes longer than the engine waits for it. */
  TAKE_LONG("takes 20 min"),
  /** It is done and answered twice. */
  ANSWER_TWICE("is done and answered twice"),
  /** The engine's process dies before it is done. */
  CRASH_BEFORE("the engine dies before it"),
  /** The engine's process dies when it is done and not answered yet. */
  CRASH_AFTER("the engine dies after it");

  private static final String PLANTED = "planted";

  private final String text;

  FaultKind(String text) {
    this.text = text;
  }

  /** Says whether the engine's process dies of it, so that a test has to start another. */
  public boolean isCrash() {
    return this == CRASH_BEFORE || this == CRASH_AFTER;
  }

  Fault fault() {
    return switch (this) {
      case FAIL_BEFORE -> new Fault.FailBefore(PLANTED);
      case FAIL_AFTER -> new Fault.FailAfter(PLANTED);
      case THROW -> new Fault.Throw(PLANTED);
      case HANG -> new Fault.Hang();
      case HANG_AFTER -> new Fault.HangAfter();
      case ANSWER_LATE -> new Fault.AnswerLate(Duration.ofMinutes(20));
      case TAKE_LONG -> new Fault.Take(Duration.ofMinutes(20));
      case ANSWER_TWICE -> new Fault.AnswerTwice(Duration.ofMillis(700));
      case CRASH_BEFORE -> new Fault.Crash(false);
      case CRASH_AFTER -> new Fault.Crash(true);
    };
  }

  /** Returns the fault in prose. */
  @Override
  public String toString() {
    return text;
  }
}
