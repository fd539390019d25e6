package io.slots.spi;

import io.slots.app.AppName;
import io.slots.app.HostName;

/** What came of a write. A failed stage means "unknown": it may have been made. */
public sealed interface StoreAnswer {
  /** It is made, durably so if the store is durable. */
  record Written() implements StoreAnswer {}

  /** The record is not of the version that the write expects. Nothing is changed. */
  record Stale() implements StoreAnswer {}

  /**
   * A host name of the app is another app's (S1.3). Nothing is changed.
   *
   * @param host the host name
   * @param holder the app that has it
   */
  record HostTaken(HostName host, AppName holder) implements StoreAnswer {}
}
