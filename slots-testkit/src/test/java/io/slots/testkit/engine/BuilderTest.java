package io.slots.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.core.Slots;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a builder is given is looked at when it is given. */
class BuilderTest {
  @Test
  @DisplayName("whatever is null is refused at once, by its name")
  void everySetter_refusesNull() {
    List<Method> setters =
        Arrays.stream(Slots.Builder.class.getMethods())
            .filter(it -> it.getDeclaringClass() == Slots.Builder.class)
            .filter(it -> !Modifier.isStatic(it.getModifiers()))
            .filter(it -> it.getParameterCount() == 1)
            .filter(it -> !it.getParameterTypes()[0].isPrimitive())
            .toList();

    assertThat(setters).hasSizeGreaterThan(10);
    assertThat(setters)
        .allSatisfy(
            it ->
                assertThatThrownBy(() -> it.invoke(Slots.builder(), (Object) null))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage(it.getParameters()[0].getName()));
  }

  @Test
  @DisplayName("S9.4 a lease that is too short: which one would do")
  void lease_tooShort_isRefused() {
    assertThatThrownBy(() -> Slots.builder().lease(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("S9.4: a lease of 0 ms is too short; 100 ms or more would do");
  }
}
