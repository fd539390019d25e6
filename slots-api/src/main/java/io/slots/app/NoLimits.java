package io.slots.app;

/** Limits nothing. */
enum NoLimits implements LimitationPolicy {
  POLICY;

  @Override
  public int slotLimit(Plan plan) {
    return Integer.MAX_VALUE;
  }

  @Override
  public boolean allowsMovingOneSlot(Plan plan) {
    return true;
  }

  @Override
  public boolean allowsAutoSwap(Plan plan) {
    return true;
  }
}
