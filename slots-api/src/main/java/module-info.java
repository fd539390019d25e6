/**
 * The language of Slots: immutable domain types, requests and outcomes, the SPIs, the exceptions.
 *
 * <p>Start at {@link io.slots.app.App} for the values, at {@link io.slots.operation.SwapRequest}
 * for what can be asked, and at {@link io.slots.spi} for what an embedder supplies.
 */
@SuppressWarnings("module") // The test kit is built later.
module io.slots {
  requires com.google.common;
  requires static transitive org.jspecify;
  requires static org.immutables.value.annotations;

  exports io.slots;
  exports io.slots.settings;
  exports io.slots.app;
  exports io.slots.effect;
  exports io.slots.operation;
  exports io.slots.event;
  exports io.slots.spi;
  exports io.slots.text to
      io.slots.core,
      io.slots.testkit;
}
