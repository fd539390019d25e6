package io.slots.examples.stage;

/**
 * Does something when the JVM is told to end, by Ctrl-C or otherwise, unless it is cancelled
 * before.
 */
public final class Interrupt {
  private final Thread hook;

  private Interrupt(Runnable action) {
    hook = new Thread(action, "interrupt");
  }

  /** From now on {@code action} is done then. */
  public static Interrupt on(Runnable action) {
    Interrupt interrupt = new Interrupt(action);
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  /** It is not done any more. */
  public void cancel() {
    try {
      boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the action is being done: which is what it was there for.
      return;
    }
  }
}
