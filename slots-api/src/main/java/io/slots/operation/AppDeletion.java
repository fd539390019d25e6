package io.slots.operation;

import io.slots.app.AppName;
import io.slots.app.Deployed;
import io.slots.app.SlotName;
import java.util.List;
import org.immutables.value.Value;

/**
 * The facts of the deletion of an app with all its slots: its routes are withdrawn, then all
 * instances are drained and ended, then the app is gone from the store (S1.6).
 */
@Value.Immutable
public non-sealed interface AppDeletion extends Task {
  /** The app. */
  AppName app();

  /** All of its slots. */
  @Override
  List<SlotName> slots();

  /** What they had when the deletion started. */
  List<Deployed> former();

  @Override
  default OperationKind kind() {
    return OperationKind.APP_DELETION;
  }

  @Override
  default String describe() {
    return "delete app " + app();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds an {@link AppDeletion}. */
  final class Builder extends ImmutableAppDeletion.Builder {
    Builder() {}
  }
}
