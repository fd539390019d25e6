package io.slots.proxy.admission;

import io.slots.app.AppName;

/** Learns what becomes of targets. Called by any thread; must return at once. */
public interface TargetListener {
  /** {@code target} is in no route of {@code app} any more. What it has, it finishes. */
  void left(AppName app, Target target);

  /** {@code target} has left and finished all it had; called once. */
  void retired(Target target);
}
