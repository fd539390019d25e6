package io.slots.examples.promote;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.examples.promote.Programs.V1;
import static io.slots.examples.promote.Programs.V2;
import static io.slots.examples.stage.Stage.SHOP;
import static io.slots.examples.stage.Stage.STAGING;

import io.slots.operation.SwapPreview;
import io.slots.operation.SwapRequest;

/** What a swap would do (S5.1). */
final class DryRun implements Act {
  private final Cast cast;

  DryRun(Cast cast) {
    this.cast = cast;
  }

  @Override
  public String title() {
    return "Dry run";
  }

  @Override
  public String about() {
    return "what a swap would do. It touches nothing.";
  }

  @Override
  public void play() {
    cast.call("swaps.preview(staging into production)");
    SwapPreview preview = cast.slots().swaps().preview(SwapRequest.of(SHOP, STAGING));
    preview.toString().lines().forEach(cast::say);
    cast.expect(preview.isAllowed(), "the swap was to be allowed");
    cast.expectAnswer(PRODUCTION, V1, "production");
    cast.expectAnswer(STAGING, V2, "staging");
  }
}
