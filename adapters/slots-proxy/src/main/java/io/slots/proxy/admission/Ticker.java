package io.slots.proxy.admission;

/** A monotonic time source, as {@link System#nanoTime()}. */
@FunctionalInterface
public interface Ticker {
  /** The time in nanoseconds since an arbitrary origin; only differences mean something. */
  long nanoTime();
}
