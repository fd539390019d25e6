package io.slots.process;

import com.google.common.collect.ImmutableList;
import io.slots.app.Content;
import java.util.List;

/**
 * Tells which command runs a content: the program, then its arguments, each as the program gets it.
 * No shell comes between, so nothing is split or quoted:
 *
 * <pre>{@code
 * CommandLine jar = content -> List.of("java", "-jar", content.location());
 * }</pre>
 *
 * <p><em>Threading:</em> called by several threads, on the thread of the caller; it must not block.
 *
 * <p><em>Failure:</em> what it throws refuses the start, before anything is touched.
 *
 * <p>Arguments are visible to every user of the machine: secrets belong in settings, which reach
 * the process through its environment.
 */
@FunctionalInterface
public interface CommandLine {
  /**
   * Returns program and arguments; at least the program, which is a path, absolute or from the
   * working directory, or a name that is looked up in the {@code PATH} of this process.
   */
  List<String> of(Content content);

  /** Returns the command line that is the same for every content. */
  static CommandLine always(String program, String... arguments) {
    List<String> words = ImmutableList.<String>builder().add(program).add(arguments).build();
    return content -> words;
  }
}
