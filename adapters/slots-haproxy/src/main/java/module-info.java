/**
 * A router over the runtime API of HAProxy.
 *
 * <p>Start at {@link io.slots.haproxy.HaproxyRouter}.
 */
module io.slots.haproxy {
  requires com.google.common;
  requires transitive io.slots;
  requires io.slots.local;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports io.slots.haproxy;
}
