package io.slots.settings;

/** What a swap does with the settings of a category (S3.2, S3.5). */
public enum Movement {
  /** They move with the content. */
  MOVES,
  /** They move with the content, except those whose name is marked as a slot setting. */
  MARKABLE,
  /** They stay with the slot, and instances never see them. */
  STAYS,
  /** They stay with the slot and are applied to the source in step 1, like sticky values (S3.5). */
  STAYS_APPLIED,
  /**
   * They stay with the slot if the swap asks to preserve the virtual network, and move otherwise.
   */
  BY_REQUEST
}
