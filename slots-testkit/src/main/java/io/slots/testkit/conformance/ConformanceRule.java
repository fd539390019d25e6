package io.slots.testkit.conformance;

import com.google.common.collect.ImmutableList;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * One test of the kit, as data.
 *
 * @param rule the number of the rule that it is about: {@code S9.4} is one of {@code SEMANTICS.md},
 *     {@code P1} one of the package {@code io.slots.spi}
 * @param test the name of the test's method
 * @param level how much depends on it
 * @param needs what an adapter may declare that it does not support
 * @param text what is expected, in a line
 */
public record ConformanceRule(
    String rule, String test, Level level, Optional<Capability> needs, String text) {

  /** Returns all tests of an SPI, by their names. */
  public static List<ConformanceRule> of(Class<? extends Conformance> conformance) {
    return Arrays.stream(conformance.getMethods())
        .filter(it -> it.isAnnotationPresent(Test.class) && isOfTheKit(it))
        .sorted(Comparator.comparing(Method::getName))
        .map(ConformanceRule::of)
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean isOfTheKit(Method method) {
    return method.isAnnotationPresent(Core.class) || method.isAnnotationPresent(Extended.class);
  }

  private static ConformanceRule of(Method method) {
    String name = method.getAnnotation(DisplayName.class).value();
    int space = name.indexOf(' ');
    return new ConformanceRule(
        name.substring(0, space),
        method.getName(),
        method.isAnnotationPresent(Core.class) ? Level.CORE : Level.EXTENDED,
        Optional.ofNullable(method.getAnnotation(Needs.class)).map(Needs::value),
        name.substring(space + 1));
  }
}
