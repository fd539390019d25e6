package io.slots.settings;

/** To whom a setting belongs when slots are swapped: to the content, or to the slot (S3.4). */
public enum Residence {
  /** It moves with the content. */
  FREE("moves"),
  /** It stays with its slot, and is applied to the other slot's content in step 1. */
  STICKY("slot setting"),
  /** It stays with its slot, and no instance sees it. */
  RESIDENT("stays");

  private final String text;

  Residence(String text) {
    this.text = text;
  }

  /** Returns what a swap does with the setting, in prose. */
  @Override
  public String toString() {
    return text;
  }
}
