package io.slots.form;

/** How one concept is written as a JSON object, and read again. */
interface Form<T> {
  /** Writes the fields of {@code value}. */
  void write(T value, Out out);

  /** Reads what {@link #write} wrote. */
  T read(In in);
}
