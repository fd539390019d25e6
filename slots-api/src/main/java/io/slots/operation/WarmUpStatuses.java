package io.slots.operation;

/** Which statuses of a warm-up answer are good (S4.4). */
public enum WarmUpStatuses {
  /**
   * Those that the app setting {@code WEBSITE_SWAP_WARMUP_PING_STATUSES} lists; any, where it lists
   * none.
   */
  AS_SETTINGS_SAY,
  /** 200 to 299 only, whatever the settings say: the strict option. */
  SUCCESS_ONLY
}
