package io.slots.examples.promote;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.examples.promote.Programs.V2;
import static io.slots.examples.promote.Programs.V3;
import static io.slots.examples.stage.Stage.SHOP;
import static io.slots.examples.stage.Stage.STAGING;

import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.Running;
import io.slots.core.SwapEngine;
import io.slots.examples.stage.Stage;
import io.slots.operation.SwapRequest;
import io.slots.operation.VersionRequest;
import io.slots.operation.Warning;
import java.util.List;
import java.util.Optional;

/** A version is tried by a share of the visitors, and then brought to production (S7, S8.4). */
final class TrafficTrial implements Act {
  private static final int SHARE = 20;
  private static final int FEW = 10;

  private final Cast cast;
  private final Stage stage;
  private final int clients;

  TrafficTrial(Cast cast, int clients) {
    this.cast = cast;
    this.stage = cast.stage();
    this.clients = clients;
  }

  @Override
  public String title() {
    return "Traffic shares";
  }

  @Override
  public String about() {
    return V3 + " is in staging, and a share of those who ask production gets it.";
  }

  @Override
  public void play() throws InterruptedException {
    cast.deploy(STAGING, V3);
    route(List.of(TrafficShare.of(STAGING, SHARE)));
    expectTheShare();
    try (Visitor in = Visitor.of(stage);
        Visitor out = Visitor.of(stage)) {
      expectChoice(in, STAGING);
      expectChoice(out, PRODUCTION);
      route(List.of(TrafficShare.of(STAGING, 100)));
      expectAll(STAGING);
      expectProduction(out, "The one that had asked for production");
      expectWarning();
      route(List.of());
      expectAll(PRODUCTION);
      expectProduction(in, "The one that had asked for staging, where no rule is left,");
    }
    bring();
  }

  private void route(List<TrafficShare> shares) throws InterruptedException {
    cast.call("slots.route(shop, " + shares + ")");
    cast.slots().slots().route(SHOP, shares);
    cast.told();
  }

  private void expectTheShare() {
    Crowd crowd = Crowd.of(clients, STAGING, stage);
    cast.say(
        String.format(
            "%d clients came: %d were led to staging (%d %%), %d stayed with production.",
            crowd.came(),
            crowd.led(),
            Math.round(100.0 * crowd.led() / crowd.came()),
            crowd.came() - crowd.led()));
    cast.say(
        String.format(
            "Each came back %d times: %d were led to another slot than before.",
            Crowd.RETURNS, crowd.moved()));
    cast.expect(crowd.isDrawnBy(SHARE / 100.0), "that is not what chance makes of " + SHARE + " %");
    cast.expect(crowd.moved() == 0, "a client, once routed, was to stay");
  }

  private void expectChoice(Visitor visitor, SlotName slot) {
    SlotName first = visitor.visitBy(slot);
    SlotName later = visitor.visit();
    cast.say(
        String.format(
            "One asks for %s by query: it gets %s and the cookie %s; when it comes back, %s.",
            slot, first, visitor.cookie(), later));
    cast.expect(
        first.equals(slot) && later.equals(slot), "who asks for " + slot + " was to get it");
  }

  private void expectAll(SlotName slot) {
    Crowd crowd = Crowd.of(FEW, slot, stage);
    cast.say(crowd.came() + " more clients came: " + crowd.led() + " were led to " + slot + ".");
    cast.expect(crowd.led() == FEW && crowd.moved() == 0, "all were to be led to " + slot);
  }

  private void expectProduction(Visitor visitor, String who) {
    SlotName answered = visitor.visit();
    cast.say(who + " gets " + answered + ".");
    cast.expect(answered.isProduction(), "it was to get production");
  }

  /** Rules belong to slots: after a swap they would lead everybody to the old version. */
  private void expectWarning() {
    cast.call("swaps.preview(staging into production)");
    List<Warning> warnings =
        cast.slots().swaps().preview(SwapRequest.of(SHOP, STAGING)).warnings().stream()
            .filter(it -> it.rule().chapter() == 7)
            .toList();
    warnings.forEach(it -> cast.say("It warns (" + it.rule() + "): " + it.text()));
    cast.expect(!warnings.isEmpty(), "the preview was to warn of the traffic rule");
  }

  private void bring() throws InterruptedException {
    SwapEngine swaps = cast.slots().swaps();
    VersionRequest request = VersionRequest.of(SHOP, V3);
    cast.call("swaps.bringVersion(" + V3 + " to production)");
    Optional<Running> swap = swaps.bringVersion(request);
    cast.expect(swap.isPresent(), "a swap was to bring " + V3);
    cast.done(swap.orElseThrow());
    cast.expectAnswer(PRODUCTION, V3, "production");
    cast.expectAnswer(STAGING, V2, "staging");
    cast.expect(swaps.bringVersion(request).isEmpty(), V3 + " was to be there already");
    cast.say("Asked again for " + V3 + ", there is nothing left to do.");
  }
}
