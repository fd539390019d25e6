package io.slots.haproxy.plane;

import com.google.common.base.Splitter;
import java.util.Iterator;
import java.util.List;

/** Takes the words of a record one after another. What does not fit is an IllegalArgument. */
final class Words {
  private static final Splitter SPACES = Splitter.on(' ').omitEmptyStrings();

  private final Iterator<String> words;

  Words(List<String> parts) {
    words = parts.stream().flatMap(SPACES::splitToStream).iterator();
  }

  boolean hasNext() {
    return words.hasNext();
  }

  String next() {
    if (!words.hasNext()) {
      throw new IllegalArgumentException("it ends too early");
    }
    return words.next();
  }

  int number() {
    return Integer.parseInt(next());
  }

  long longNumber() {
    return Long.parseLong(next());
  }
}
