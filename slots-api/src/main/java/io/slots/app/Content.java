package io.slots.app;

import io.slots.RefusedException;
import io.slots.Rule;
import java.util.List;
import org.immutables.value.Value;

/**
 * What is deployed to a slot: a build, and where the embedder's platform finds it. The library
 * never looks inside.
 */
@Value.Immutable
public interface Content {
  /** Its identity, which travels with it. */
  ContentId id();

  /** The build's version, for people and for the declarative swap (S8.4): {@code v2}. */
  String version();

  /**
   * Where the platform finds it, in the embedder's own terms: a path, an image, a command line.
   * Empty if the version says it all.
   */
  @Value.Default
  default String location() {
    return "";
  }

  /**
   * Paths to request in warm-up beyond the ping path: the content's custom warm-up (S4.4). Each
   * starts with a slash. Their queries may hold keys, so they are not in the text of this object
   * (S3.7).
   */
  @Value.Redacted
  List<String> warmUpPaths();

  /** Paths can be requested as they stand. */
  @Value.Check
  default void check() {
    for (String path : warmUpPaths()) {
      if (!RequestPath.isPath(path)) {
        throw new RefusedException(
            Rule.of(4, 4),
            "warm-up path \"" + RequestPath.shown(path) + "\" of content " + id(),
            RequestPath.ACCEPTED);
      }
    }
  }

  /** Returns content whose id is its version, with nothing to locate. */
  static Content of(String version) {
    return builder().id(ContentId.of(version)).version(version).build();
  }

  /** Returns content whose id is its version, found at {@code location}. */
  static Content of(String version, String location) {
    return builder().id(ContentId.of(version)).version(version).location(location).build();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Content}. */
  final class Builder extends ImmutableContent.Builder {
    Builder() {}
  }
}
