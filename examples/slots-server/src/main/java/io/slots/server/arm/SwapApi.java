package io.slots.server.arm;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.SlotName;
import io.slots.core.Cancellation;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.Swap;
import io.slots.operation.SwapPreview;
import io.slots.operation.SwapRequest;
import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Trouble;
import io.slots.server.http.Verb;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Swaps, whole or in two phases, and what would differ. */
final class SwapApi {
  private final Arm arm;
  private final Slots slots;

  SwapApi(Arm arm) {
    this.arm = arm;
    this.slots = arm.slots();
  }

  List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    actions.addAll(Arm.both(Verb.POST, "/slotsswap", Right.OPERATE, this::swap));
    actions.addAll(Arm.both(Verb.POST, "/applySlotConfig", Right.OPERATE, this::apply));
    actions.addAll(Arm.both(Verb.POST, "/resetSlotConfig", Right.OPERATE, this::reset));
    actions.addAll(Arm.both(Verb.POST, "/slotsdiffs", Right.READ, this::differences));
    actions.addAll(Arm.both(Verb.GET, "/operationresults/{operation}", Right.READ, this::result));
    return actions;
  }

  private SwapRequest request(Exchange exchange, App app) {
    Fields body = Fields.of(exchange.body());
    String target = body.required("targetSlot");
    boolean preserveVnet = body.flag("preserveVnet").orElse(true);
    SlotName into = Exchange.given(() -> SlotName.of(target));
    return SwapRequest.builder()
        .app(app.name())
        .source(exchange.slot())
        // A slot that is not there is told before anything that may refuse the swap besides.
        .target(app.slot(into).name())
        .preserveVnet(preserveVnet)
        .build();
  }

  private void swap(Exchange exchange) {
    Place place = arm.place(exchange);
    App app = arm.app(exchange);
    SwapRequest request = request(exchange, app);
    Running running =
        isPrepared(request)
            ? slots.swaps().complete(app.name(), request.source())
            : slots.swaps().swap(request);
    exchange.note("operation", running.id().value());
    String site = place.siteId(app, app.slot(request.source()).name());
    Arm.accepted(exchange, Arm.resultsOf(exchange, site, running));
  }

  /** Whether the very swap pauses: then it is meant to be completed. */
  private boolean isPrepared(SwapRequest request) {
    return slots.operations().paused(request.app()).stream()
        .map(Operation::task)
        .anyMatch(
            it ->
                it instanceof Swap swap
                    && swap.source().equals(request.source())
                    && swap.target().equals(request.target()));
  }

  private void apply(Exchange exchange) {
    arm.requirePlace(exchange);
    Running running = slots.swaps().prepare(request(exchange, arm.app(exchange)));
    exchange.note("operation", running.id().value());
    if (!running.awaitPause()) {
      throw Failures.of(running.await().report()).exception();
    }
    exchange.answer(200);
  }

  /** Asked where nothing is pending it does nothing, which is no error. */
  private void reset(Exchange exchange) {
    arm.requirePlace(exchange);
    App app = arm.app(exchange);
    Cancellation cancellation = slots.swaps().cancel(app.name(), exchange.slot());
    if (cancellation instanceof Cancellation.TooLate tooLate) {
      throw Trouble.conflict(
          "it is too late: \""
              + tooLate.operation().task().describe()
              + "\" is at "
              + tooLate.operation().state());
    }
    if (cancellation instanceof Cancellation.Reverting reverting) {
      exchange.note("operation", reverting.operation().id().value());
      // Reverted is what was asked for; that it is, is all that is waited for.
      Outcome outcome = reverting.operation().await();
      exchange.note("ending", outcome.report().ending().toString());
    }
    exchange.answer(200);
  }

  private void result(Exchange exchange) {
    Place place = arm.place(exchange);
    App app = arm.app(exchange);
    OperationId id = exchange.operation();
    Running running = slots.operations().follow(app.name(), id);
    CompletableFuture<Outcome> outcome = running.outcome().toCompletableFuture();
    if (!outcome.isDone()) {
      String site = place.siteId(app, app.slot(exchange.slot()).name());
      Arm.accepted(exchange, Arm.resultsOf(exchange, site, running));
      return;
    }
    if (!outcome.join().isDone()) {
      throw Failures.of(outcome.join().report()).exception();
    }
    arm.answerSite(exchange, 200);
  }

  private void differences(Exchange exchange) {
    Place place = arm.place(exchange);
    App app = arm.app(exchange);
    SwapRequest request = request(exchange, app);
    SlotName target = app.slot(request.target()).name();
    SwapPreview preview = slots.swaps().preview(request);
    String id = place.siteId(app, request.source()) + "/slotsdiffs/" + target;
    exchange.answer(
        200,
        Resource.page(preview.targetDifferences().stream().map(it -> difference(id, it)).toList()));
  }

  /** The values are secrets, and the call has no way to ask for them. */
  private static Map<String, @Nullable Object> difference(String id, SettingComparison it) {
    String name = it.key().name().spelling();
    return Resource.named(
        id + "/" + name,
        name,
        "Microsoft.Web/sites/slotsdiffs",
        Resource.of(
            "level",
            "Information",
            "settingType",
            type(it.key().category()),
            "diffRule",
            rule(it.kind()),
            "settingName",
            name,
            "valueInCurrentSlot",
            null,
            "valueInTargetSlot",
            null,
            "description",
            describe(it)));
  }

  private static String type(SettingCategory category) {
    return switch (category) {
      case APP_SETTING -> "AppSetting";
      case CONNECTION_STRING -> "ConnectionString";
      default -> "General";
    };
  }

  private static String rule(SettingComparison.Kind kind) {
    return switch (kind) {
      case ADDED -> "SettingsWillBeAddedToDestination";
      case REMOVED -> "SettingsNotInSource";
      case CHANGED -> "SettingsWillBeModifiedInDestination";
      case SAME -> "SlotSettingsSameValue";
    };
  }

  private static String describe(SettingComparison it) {
    return it.key()
        + switch (it.kind()) {
          case ADDED -> " comes to the target";
          case REMOVED -> " leaves the target";
          case CHANGED -> " changes in the target";
          case SAME -> " stays as it is";
        };
  }
}
