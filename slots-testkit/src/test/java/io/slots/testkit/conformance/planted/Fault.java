package io.slots.testkit.conformance.planted;

import io.slots.testkit.conformance.Capability;
import java.util.List;
import java.util.Set;

/** One way in which an adapter is broken. */
interface Fault {
  /** The constant's name. */
  String name();

  /** What the adapter does wrong, as a sentence without its subject. */
  String text();

  /**
   * The tests that have to fail, and no others. The first is the one that names the fault; the
   * others meet it on their way.
   */
  List<String> caughtBy();

  /** What the adapter says that it does not support. */
  Set<Capability> unsupported();
}
