/**
 * An embedded reverse proxy that switches routes between two requests.
 *
 * <p>Start at {@link io.slots.proxy.EmbeddedProxy}.
 */
module io.slots.proxy {
  requires com.google.common;
  requires transitive io.slots;
  requires io.slots.form;
  requires transitive io.slots.local;
  requires transitive io.vertx.core;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports io.slots.proxy;
}
