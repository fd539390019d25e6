package io.slots.testkit.conformance.planted;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a case the fault that is planted, by the configuration parameter {@code planted}; none
 * where a case is run by itself.
 */
final class PlantedFault implements ParameterResolver {
  static final String PARAMETER = "planted";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return Fault.class.isAssignableFrom(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    String name = context.getConfigurationParameter(PARAMETER).orElse("NONE");
    for (Object constant : parameter.getParameter().getType().getEnumConstants()) {
      if (((Fault) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("no fault is called " + name);
  }
}
