package io.slots.server.api;

import io.slots.app.App;
import io.slots.app.TrafficShare;
import io.slots.server.http.Exchange;
import java.util.List;

/**
 * An app.
 *
 * @param name its name
 * @param plan what it runs on
 * @param domain the domain under which its slots have their host names
 * @param slots its slots, production first
 * @param traffic shares of production's requests that go to other slots
 */
record AppView(
    String name, PlanView plan, String domain, List<SlotView> slots, List<ShareView> traffic) {
  static AppView of(App app) {
    return new AppView(
        app.name().spelling(),
        PlanView.of(app.plan()),
        app.domain().value(),
        SlotView.all(app),
        app.traffic().stream().map(ShareView::of).toList());
  }

  /**
   * A share of production's requests.
   *
   * @param slot the slot that gets it
   * @param percent 0 to 100, in tenths
   */
  record ShareView(String slot, double percent) {
    static ShareView of(TrafficShare share) {
      return new ShareView(share.slot().spelling(), share.perMille() / 10.0);
    }

    TrafficShare share() {
      return Exchange.given(() -> TrafficShare.of(Required.slot("slot", slot), percent));
    }
  }
}
