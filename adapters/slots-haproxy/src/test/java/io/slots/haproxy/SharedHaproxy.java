package io.slots.haproxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a {@link TestHaproxy} to each test: one process for all of them, emptied in between, for
 * its start takes longer than most tests.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedHaproxy.Extension.class)
@interface SharedHaproxy {
  /** How many backends it has. Each number has a process of its own. */
  int backends() default HaproxyConfig.DEFAULT_BACKENDS;

  /** Whether it is used by this class only, which kills and reloads it. */
  boolean alone() default false;

  /** Starts them when they are asked for, and ends them with the run. */
  final class Extension implements ParameterResolver {
    private record Started(TestHaproxy haproxy, Path directory) implements AutoCloseable {
      static Started with(int backends) {
        try {
          Path directory = Files.createTempDirectory("slots-haproxy");
          TestHaproxy haproxy =
              new TestHaproxy(directory, true, config -> config.withBackends(backends));
          return new Started(haproxy.start(), directory);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public void close() throws IOException {
        haproxy.close();
        com.google.common.io.MoreFiles.deleteRecursively(
            directory, com.google.common.io.RecursiveDeleteOption.ALLOW_INSECURE);
      }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType().equals(TestHaproxy.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      Class<?> type = test.getRequiredTestClass();
      SharedHaproxy wish = type.getAnnotation(SharedHaproxy.class);
      String key = wish.backends() + (wish.alone() ? " of " + type : "");
      TestHaproxy haproxy =
          test.getRoot()
              .getStore(ExtensionContext.Namespace.create(SharedHaproxy.class))
              .getOrComputeIfAbsent(key, it -> Started.with(wish.backends()), Started.class)
              .haproxy();
      haproxy.reset();
      return haproxy;
    }
  }
}
