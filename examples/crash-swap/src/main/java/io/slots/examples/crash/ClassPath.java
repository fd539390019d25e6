package io.slots.examples.crash;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The class path of this program, for children that run other parts of it. */
final class ClassPath {
  private ClassPath() {}

  /** Maven runs a program by a class loader of its own; the JVM's class path is Maven's then. */
  static String ofThisProgram() {
    return ClassPath.class.getClassLoader() instanceof URLClassLoader loader
        ? text(loader)
        : System.getProperty("java.class.path");
  }

  private static String text(URLClassLoader loader) {
    List<String> entries = new ArrayList<>();
    for (URL url : loader.getURLs()) {
      try {
        entries.add(Path.of(url.toURI()).toString());
      } catch (URISyntaxException e) {
        throw new IllegalStateException(url + " is nowhere that a child could read", e);
      }
    }
    return String.join(File.pathSeparator, entries);
  }
}
