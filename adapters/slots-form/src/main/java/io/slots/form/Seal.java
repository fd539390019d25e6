package io.slots.form;

import java.util.Optional;

/**
 * Makes the values of settings unreadable to who has no key; and paths to warm up, as one of them
 * is the value of a setting, and any may hold a key. Safe for use by several threads.
 */
public interface Seal {
  /**
   * Returns the value as it is to be stored; empty if it is stored as it is.
   *
   * @param value the value
   * @param place where it stands, so that it cannot be moved elsewhere unnoticed
   */
  Optional<String> close(String value, String place);

  /** Returns the value of what {@link #close} returned. */
  String open(String sealed, String place);
}
