package io.slots.app;

/** The tiers of plans (S2.1). */
public enum PlanTier {
  /** Free. */
  FREE("Free", false),
  /** Shared. */
  SHARED("Shared", false),
  /** Basic. */
  BASIC("Basic", false),
  /** Standard. */
  STANDARD("Standard", false),
  /** Premium, versions 1 to 4. */
  PREMIUM("Premium", false),
  /** Isolated. */
  ISOLATED("Isolated", false),
  /** Functions Consumption. */
  CONSUMPTION("Consumption", true),
  /** Functions Elastic Premium. */
  ELASTIC_PREMIUM("Elastic Premium", true),
  /** Functions Flex Consumption. */
  FLEX_CONSUMPTION("Flex Consumption", true);

  private final String text;
  private final boolean scalesByItself;

  PlanTier(String text, boolean scalesByItself) {
    this.text = text;
    this.scalesByItself = scalesByItself;
  }

  /**
   * Whether the number of workers follows the app; on the other tiers it is the plan's fixed
   * number.
   */
  public boolean scalesByItself() {
    return scalesByItself;
  }

  /** Returns the tier's name in prose: {@code Elastic Premium}. */
  @Override
  public String toString() {
    return text;
  }
}
