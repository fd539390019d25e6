/**
 * Instances that commands of the embedder start, restart and stop.
 *
 * <p>Start at {@link io.slots.command.CommandPlatform}.
 */
module io.slots.command {
  requires transitive io.slots;
  requires transitive io.slots.local;
  requires com.fasterxml.jackson.core;
  requires com.google.common;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.slots.command;
}
