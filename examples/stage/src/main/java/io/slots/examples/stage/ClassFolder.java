package io.slots.examples.stage;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the classes of a program lie. */
public final class ClassFolder {
  private ClassFolder() {}

  /** The directory or jar that {@code type} came from. */
  public static Path of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the classes lie nowhere that a child could read", e);
    }
  }

  /** The {@code target} of the module that {@code type} is of, if it runs from there. */
  public static Optional<Path> target(Class<?> type) {
    Path classes = of(type);
    return Optional.ofNullable(classes.getParent()).filter(it -> classes.endsWith("classes"));
  }
}
