package io.slots.core.step;

import io.slots.app.App;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.operation.StepName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One step of an operation. Every method is pure: the same arguments give the same answer.
 *
 * <p>The engine asks {@link #next} for each of {@link #instances}, as often as something new was
 * seen of it, and {@link #finish} for the app as a whole once all are done; then it stores what
 * {@link #apply} makes of the app. Going back it asks {@link #undo}, {@link #finishUndo} and {@link
 * #applyUndo} instead.
 */
public interface Step {
  /** The step's documented name. */
  StepName name();

  /** Whether there is anything to do; if not, the step is passed over. */
  default boolean applies(Scene scene) {
    return true;
  }

  /** The instances that the step works on, all at once. */
  default List<InstanceId> instances(Scene scene) {
    return List.of();
  }

  /**
   * Whether it may restart instances. What became of those of a step that a crash interrupted is
   * not known.
   */
  default boolean restarts() {
    return false;
  }

  /**
   * What to do next on an instance.
   *
   * @param id the instance
   * @param instance as it is known at present; empty if it has not been made yet
   */
  default Move next(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    return Move.DONE;
  }

  /** What to do next on the app as a whole, once all instances are done. */
  default Move finish(Scene scene, Findings findings, Seen seen) {
    return Move.DONE;
  }

  /**
   * What to do on the app first, if an engine has been at it that is gone (S9.3): what it has
   * published, and not stored, is taken back before anything is restarted again.
   */
  default Move takeOver(Scene scene, Seen seen) {
    return Move.DONE;
  }

  /** The same where the step is being undone. */
  default Move takeOverUndo(Scene scene, Seen seen) {
    return Move.DONE;
  }

  /** Makes of the app what is to be stored when the step has ended. */
  default App apply(Scene scene, Findings findings, Seen whole) {
    return scene.app();
  }

  /** Whether there is anything to undo. */
  default boolean undoes(Scene scene) {
    return false;
  }

  /** The instances that undoing works on. */
  default List<InstanceId> undoInstances(Scene scene) {
    return List.of();
  }

  /** What to do next on an instance to undo the step. */
  default Move undo(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    return Move.DONE;
  }

  /** What to do next on the app as a whole to undo the step. */
  default Move finishUndo(Scene scene, Findings findings, Seen seen) {
    return Move.DONE;
  }

  /** Makes of the app what is to be stored when the step is undone. */
  default App applyUndo(Scene scene, Findings findings) {
    return scene.app();
  }

  /** The instances that are degraded if the step fails as a whole after the switch. */
  default Set<InstanceId> degradedIfFailed(Scene scene) {
    return Set.of();
  }
}
