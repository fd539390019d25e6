package io.slots.form;

import io.slots.spi.AppRecord;
import java.util.Optional;

/**
 * A record, and what it was written down as: the next one of the same app is written as what has
 * changed since. Immutable.
 */
public final class Written {
  private final AppRecord record;
  private final Parts parts;

  /** Empty if the documents are of a form that had none. */
  private final Optional<SettingTable> table;

  Written(AppRecord record, Parts parts, Optional<SettingTable> table) {
    this.record = record;
    this.parts = parts;
    this.table = table;
  }

  /** The record. */
  public AppRecord record() {
    return record;
  }

  /** Its documents. */
  public Parts parts() {
    return parts;
  }

  Optional<SettingTable> table() {
    return table;
  }
}
