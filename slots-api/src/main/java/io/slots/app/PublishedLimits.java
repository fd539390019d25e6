package io.slots.app;

/** The limits that Azure publishes, each as read in S2.1, S2.5 and S6.1. */
enum PublishedLimits implements LimitationPolicy {
  POLICY;

  @Override
  public int slotLimit(Plan plan) {
    return switch (plan.tier()) {
      case FREE, SHARED, BASIC -> 1;
      case STANDARD -> 5;
      case PREMIUM, ISOLATED -> 20;
      case CONSUMPTION -> plan.os() == OperatingSystem.WINDOWS ? 2 : 1;
      case ELASTIC_PREMIUM -> 3;
      case FLEX_CONSUMPTION -> 1;
    };
  }

  @Override
  public boolean allowsMovingOneSlot(Plan plan) {
    return plan.tier() != PlanTier.CONSUMPTION && plan.tier() != PlanTier.FLEX_CONSUMPTION;
  }

  @Override
  public boolean allowsAutoSwap(Plan plan) {
    return plan.os() == OperatingSystem.WINDOWS;
  }
}
