package io.slots.examples.crash;

import io.slots.examples.crash.orchestrator.StoreAddress;
import io.slots.spi.AppRecord;

/** The store, as it is seen by one who drives nothing. */
interface Books extends AutoCloseable {
  /** Where orchestrators find it. */
  StoreAddress address();

  /**
   * The record as {@code victim}, which was killed or stands still, has left it: once nothing that
   * it has asked of the store can still come about.
   */
  AppRecord leftBy(ChildJvm victim) throws InterruptedException;

  @Override
  void close();
}
