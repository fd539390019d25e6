/**
 * How apps and reports are written down.
 *
 * <p>Start at {@link io.slots.form.StoredForm}.
 */
module io.slots.form {
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.google.common;
  requires transitive io.slots;
  requires static transitive org.jspecify;

  exports io.slots.form;
}
