package io.slots.testkit.sweep;

/** The flows that are swept. */
enum Repertoire {
  SWAP,
  SWAP_WITHOUT_RESTARTS,
  SWAP_WITH_A_STUBBORN_INSTANCE,
  SWAP_OF_ALL_KINDS,
  SWAP_CANCELLED,
  PREVIEW_COMPLETED,
  PREVIEW_CANCELLED,
  PREVIEW_EXPIRED,
  KEPT_WARM_AND_SETTLED,
  KEPT_WARM_AND_ROLLED_BACK,
  AUTOMATIC_SWAP,
  DEPLOYMENT,
  RESTART,
  REPAIR,
  SCALING_UP,
  SCALING_DOWN,
  TRAFFIC_RULE,
  SLOT_DELETION,
  APP_DELETION;

  Piece piece() {
    return switch (this) {
      case SWAP -> new PlainSwap();
      case SWAP_WITHOUT_RESTARTS -> new SwapWithoutRestarts();
      case SWAP_WITH_A_STUBBORN_INSTANCE -> new SwapWithStubbornInstance();
      case SWAP_OF_ALL_KINDS -> new SwapOfAllKinds();
      case SWAP_CANCELLED -> new CancelledSwap();
      case PREVIEW_COMPLETED -> new CompletedPreview();
      case PREVIEW_CANCELLED -> new CancelledPreview();
      case PREVIEW_EXPIRED -> new ExpiredPreview();
      case KEPT_WARM_AND_SETTLED -> new SettledSwap();
      case KEPT_WARM_AND_ROLLED_BACK -> new KeptWarmSwap();
      case AUTOMATIC_SWAP -> new AutomaticSwap();
      case DEPLOYMENT -> new ProductionDeployment();
      case RESTART -> new ProductionRestart();
      case REPAIR -> new StagingRepair();
      case SCALING_UP -> new ScalingUp();
      case SCALING_DOWN -> new ScalingDown();
      case TRAFFIC_RULE -> new TrafficRule();
      case SLOT_DELETION -> new SlotDeletion();
      case APP_DELETION -> new DeletionOfApp();
    };
  }
}
