/**
 * What adapters share that run processes of this machine, and keep their state on it.
 *
 * <p>An embedder meets its exceptions only; the rest is for the adapters.
 */
@SuppressWarnings("module") // The adapters are built later.
module io.slots.local {
  requires transitive io.slots;
  requires transitive com.google.common;
  requires static transitive org.jspecify;

  exports io.slots.local;
  exports io.slots.local.process to
      io.slots.process,
      io.slots.command;
  exports io.slots.local.state to
      io.slots.process,
      io.slots.command,
      io.slots.haproxy,
      io.slots.proxy;
  exports io.slots.local.turn to
      io.slots.process,
      io.slots.command;
}
