package io.slots.operation;

/**
 * The steps of operations, by the names under which they are documented and reported (S4, S8.1). In
 * their order: from {@link #UPDATE_ROUTING} on nothing is cancelled any more (S5.3).
 */
public enum StepName {
  /**
   * New instances of the content are made and started (the first step of a deployment, and of
   * scaling).
   */
  PROVISION_INSTANCES("provision instances"),
  /** The source, where it has a share of production's traffic, is drained before it restarts. */
  DRAIN_SOURCE("drain source"),
  /** The target's settings are applied to the source's instances (S4.1). */
  APPLY_SETTINGS("apply settings"),
  /** Every instance finishes its restart and is available (S4.2). */
  AWAIT_INSTANCES("await instances"),
  /** A swap with preview pauses until it is completed or cancelled (S5.2). */
  AWAIT_DECISION("await decision"),
  /** Completed, it asks every instance once more whether it is available (S5.2). */
  RECHECK_INSTANCES("re-check instances"),
  /** The local cache is initialized, where the settings ask for one (S4.3). */
  INITIALIZE_LOCAL_CACHE("initialize local cache"),
  /** Every instance is warmed up (S4.4). */
  WARM_UP("warm up"),
  /** The routes are switched: the point of no return (S4.5). */
  UPDATE_ROUTING("update routing"),
  /** Function keys that live in the content are made anew (S4.10). */
  RESET_KEYS("reset keys"),
  /** The instances that left the target finish what they have (S4.6). */
  DRAIN_FORMER_TARGET("drain former target"),
  /** Settings and restarts again, for what is now in the source (S4.6). */
  REPEAT_FOR_SOURCE("repeat for source"),
  /** Degraded instances are restarted (a repair's only step). */
  RESTART_INSTANCES("restart instances"),
  /** Instances that left the routes for good finish what they have. */
  DRAIN_INSTANCES("drain instances"),
  /** Instances that nothing needs any more are ended. */
  END_FORMER_INSTANCES("end former instances");

  private final String text;

  StepName(String text) {
    this.text = text;
  }

  /** Returns the step's name in prose: {@code update routing}. */
  @Override
  public String toString() {
    return text;
  }
}
