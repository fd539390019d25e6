package io.slots.app;

/** What the workers of a plan run on. */
public enum OperatingSystem {
  /** Windows. */
  WINDOWS,
  /** Linux. */
  LINUX
}
