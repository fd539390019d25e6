/**
 * Instances that are local child processes.
 *
 * <p>Start at {@link io.slots.process.ProcessRuntime}.
 */
module io.slots.process {
  requires transitive io.slots;
  requires transitive io.slots.local;
  requires com.google.common;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.slots.process;
}
