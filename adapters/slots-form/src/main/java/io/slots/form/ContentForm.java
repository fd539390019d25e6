package io.slots.form;

import io.slots.app.Content;
import io.slots.app.ContentId;

/** What is deployed. Its paths to warm up are sealed, where the store has a key. */
final class ContentForm implements Form<Content> {
  static final ContentForm FORM = new ContentForm();

  private ContentForm() {}

  @Override
  public void write(Content value, Out out) {
    out.text("id", value.id().value());
    out.text("version", value.version());
    out.text("location", value.location());
    out.paths("warmUpPaths", value.warmUpPaths());
  }

  @Override
  public Content read(In in) {
    return Content.builder()
        .id(in.text("id", ContentId::of))
        .version(in.text("version"))
        .location(in.text("location"))
        .warmUpPaths(in.paths("warmUpPaths"))
        .build();
  }
}
