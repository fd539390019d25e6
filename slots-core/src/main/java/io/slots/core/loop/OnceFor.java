package io.slots.core.loop;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A pure function that remembers its last answer: what is asked for twice is computed once. */
final class OnceFor<T> implements UnaryOperator<T> {
  private final UnaryOperator<T> function;
  private @Nullable T argument;
  private @Nullable T answer;

  OnceFor(UnaryOperator<T> function) {
    this.function = function;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // The very same value: anything else is computed anew.
  public T apply(T value) {
    T known = answer;
    if (known != null && argument == value) {
      return known;
    }
    T computed = function.apply(value);
    argument = value;
    answer = computed;
    return computed;
  }
}
