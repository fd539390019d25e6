package io.slots.examples.promote;

/** A part of the play: one way to promote a version. */
interface Act {
  /** What it is called. */
  String title();

  /** What it is about, in a sentence. */
  String about();

  /**
   * Plays it.
   *
   * @throws OffScriptException if something does not go as it should
   */
  void play() throws InterruptedException;
}
