package io.slots.local.process;

import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What a process gets of the environment of the one that starts it: what is named, and no more. */
public final class InheritedVariables {
  private InheritedVariables() {}

  /**
   * Returns those variables of {@code parent} whose name is one of {@code names}, where a {@code *}
   * at the end stands for anything.
   */
  public static ImmutableMap<String, String> of(Set<String> names, Map<String, String> parent) {
    Map<String, String> inherited = new HashMap<>(parent);
    inherited.keySet().removeIf(name -> names.stream().noneMatch(wanted -> fits(name, wanted)));
    return ImmutableMap.copyOf(inherited);
  }

  private static boolean fits(String name, String wanted) {
    return wanted.endsWith("*")
        ? name.startsWith(wanted.substring(0, wanted.length() - 1))
        : name.equals(wanted);
  }
}
