package io.slots.operation;

/** Whether an operation goes on or is being undone. */
public enum Direction {
  /** It goes on. */
  FORWARD,
  /** What it did is being undone. */
  BACK
}
