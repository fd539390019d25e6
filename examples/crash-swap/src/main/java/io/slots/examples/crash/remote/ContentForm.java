package io.slots.examples.crash.remote;

import io.slots.app.Content;
import io.slots.app.ContentId;
import java.util.List;

/** Content, as it is sent. */
record ContentForm(String id, String version, String location, List<String> warmUpPaths) {
  static ContentForm of(Content content) {
    return new ContentForm(
        content.id().value(), content.version(), content.location(), content.warmUpPaths());
  }

  Content content() {
    return Content.builder()
        .id(ContentId.of(id))
        .version(version)
        .location(location)
        .warmUpPaths(warmUpPaths)
        .build();
  }
}
