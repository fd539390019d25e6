package io.slots.process;

/** What becomes of the processes that an earlier runtime of the same directory left running. */
public enum OrphanPolicy {
  /** They are ended, politely and then firmly, before the new runtime is handed out. */
  END,
  /**
   * They are this runtime's from now on, as if it had started them. One that does not listen at its
   * port within 5 s is ended: its start was never confirmed to anybody.
   */
  ADOPT
}
