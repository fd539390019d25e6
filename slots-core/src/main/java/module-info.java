/** The engine, the rules, and the embedded defaults. */
module io.slots.core {
  requires transitive io.slots;
  requires com.google.common;
  requires java.net.http;
  requires org.slf4j;
  requires static org.jspecify;

  exports io.slots.core.probe;
}
