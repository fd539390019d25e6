package io.slots.core.rules;

import com.google.common.base.Preconditions;
import com.google.common.collect.ImmutableList;
import io.slots.NotFoundException;
import io.slots.Refusal;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.LastSwap;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.operation.Limits;
import io.slots.operation.SettingsWarnings;
import io.slots.operation.Swap;
import io.slots.operation.SwapRequest;
import io.slots.operation.WarmUpPlan;
import io.slots.operation.Warning;
import io.slots.settings.Settings;
import io.slots.settings.SettingsExchange;
import io.slots.settings.SettingsPolicy;
import io.slots.settings.Stickiness;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a swap may be (S4.8), and the facts of one that may start.
 *
 * @param policy which settings move
 * @param keys whether there is somebody who resets function keys
 */
public record SwapRules(SettingsPolicy policy, boolean keys) {
  private static final Rule S4_8 = Rule.of(4, 8);
  private static final String LOCAL_CACHE = "WEBSITE_LOCAL_CACHE_OPTION";
  private static final String SECRET_STORAGE = "AzureWebJobsSecretStorageType";

  /** Every rule that refuses the swap of {@code app} as it is; empty if it may start. */
  public List<Refusal> refusals(App app, SwapRequest request, Limits limits) {
    ImmutableList.Builder<Refusal> refusals = ImmutableList.builder();
    refusals.addAll(refusalsOfSlots(app, request));
    if (haveFacts(app, request)) {
      try {
        facts(app, request, limits);
      } catch (RefusedException e) {
        refusals.add(e.refusal());
      }
    }
    return refusals.build();
  }

  /**
   * Returns the facts of a swap that no rule refuses. They are computed once, where {@link
   * #refusals} and {@link #facts} compute them twice.
   *
   * @throws RefusedException if a rule refuses it: the first of {@link #refusals}
   */
  public Swap factsUnlessRefused(App app, SwapRequest request, Limits limits) {
    List<Refusal> refusals = refusalsOfSlots(app, request);
    requireNone(app, request, refusals);
    return facts(app, request, limits);
  }

  /**
   * Lets nothing pass that is refused.
   *
   * @throws RefusedException if there are refusals: the first
   * @throws NotFoundException if that is because a slot does not exist
   */
  public static void requireNone(App app, SwapRequest request, List<Refusal> refusals) {
    if (refusals.isEmpty()) {
      return;
    }
    Refusal first = refusals.get(0);
    boolean isOfUnknownSlot =
        !request.source().equals(request.target())
            && distinct(request).stream().anyMatch(name -> app.find(name).isEmpty());
    if (isOfUnknownSlot) {
      throw new NotFoundException(first.rule(), first.problem(), first.accepted());
    }
    throw new RefusedException(first);
  }

  private static boolean haveFacts(App app, SwapRequest request) {
    return !request.source().equals(request.target())
        && app.find(request.source()).filter(it -> it.deployed().isPresent()).isPresent()
        && app.find(request.target()).isPresent();
  }

  /** What refuses it before it is known what it would do. */
  private static List<Refusal> refusalsOfSlots(App app, SwapRequest request) {
    ImmutableList.Builder<Refusal> refusals = ImmutableList.builder();
    if (request.source().equals(request.target())) {
      refusals.add(
          Refusal.of(
              S4_8,
              "source and target are the same slot, \"" + request.source() + "\"",
              "name two different slots of " + app.slotNames()));
    }
    List<Slot> slots = new ArrayList<>();
    for (SlotName name : distinct(request)) {
      app.find(name)
          .ifPresentOrElse(
              slots::add,
              () ->
                  refusals.add(
                      Refusal.of(
                          S4_8,
                          "app " + app.name() + " has no slot \"" + name + "\"",
                          "it has " + app.slotNames())));
    }
    if (app.find(request.source()).filter(it -> it.deployed().isEmpty()).isPresent()) {
      refusals.add(
          Refusal.of(
              S4_8,
              "source slot \"" + app.slot(request.source()).name() + "\" has no content",
              "deploy to it first"));
    }
    for (Slot slot : slots) {
      if (slot.stopped()) {
        refusals.add(Refusal.of(S4_8, "slot \"" + slot.name() + "\" is stopped", "start it first"));
      }
    }
    if (slots.size() == 2) {
      refusals.addAll(ofPlans(app, slots.get(0), slots.get(1)));
    }
    return refusals.build();
  }

  /** Every rule that refuses the same as a swap with preview (S5.2). */
  public List<Refusal> refusalsOfPreview(App app, SwapRequest request, Limits limits) {
    ImmutableList.Builder<Refusal> refusals = ImmutableList.builder();
    refusals.addAll(refusals(app, request, limits));
    for (SlotName name : distinct(request)) {
      app.find(name).flatMap(AuthenticationRule::refusal).ifPresent(refusals::add);
    }
    return refusals.build();
  }

  private static List<SlotName> distinct(SwapRequest request) {
    return Stream.of(request.source(), request.target()).distinct().toList();
  }

  private static List<Refusal> ofPlans(App app, Slot source, Slot target) {
    Plan sourcePlan = app.planOf(source.name());
    Plan targetPlan = app.planOf(target.name());
    return sourcePlan.tier() == targetPlan.tier()
        ? List.of()
        : List.of(
            Refusal.of(
                S4_8,
                "slot \""
                    + source.name()
                    + "\" is on plan "
                    + sourcePlan.describe()
                    + ", slot \""
                    + target.name()
                    + "\" on "
                    + targetPlan.describe(),
                "both on plans of the same tier"));
  }

  /** What the swap does with the settings of its slots, which exist. */
  public SettingsExchange exchange(App app, SwapRequest request) {
    return SettingsExchange.of(
        stickiness(app, request),
        app.slot(request.source()).settings(),
        app.slot(request.target()).settings());
  }

  /** What may surprise who swaps these slots, which exist (S3.6). */
  public List<Warning> warnings(App app, SwapRequest request) {
    return SettingsWarnings.of(app, stickiness(app, request), request.source(), request.target());
  }

  /** Which settings stay, read now. */
  public Stickiness stickiness(App app, SwapRequest request) {
    return policy.stickiness(app.stickyNames(), app.allSettings(), request.preserveVnet());
  }

  /**
   * Returns the facts of a swap that {@link #refusals} has nothing against.
   *
   * @throws RefusedException if a setting that the swap reads has a wrong form
   */
  public Swap facts(App app, SwapRequest request, Limits limits) {
    return facts(app, request, limits, false);
  }

  /** The same, of a swap that a deployment causes, or one that does not. */
  Swap facts(App app, SwapRequest request, Limits limits, boolean automatic) {
    return facts(app, request, limits, automatic, false);
  }

  /** The facts of a swap with preview (S5.2). */
  public Swap factsOfPreview(App app, SwapRequest request, Limits limits) {
    return facts(app, request, limits, false, true);
  }

  private Swap facts(
      App app, SwapRequest request, Limits limits, boolean automatic, boolean pauses) {
    Slot source = app.slot(request.source());
    Slot target = app.slot(request.target());
    Deployed incoming =
        source.deployed().orElseThrow(() -> new IllegalStateException("the source is empty"));
    SettingsExchange exchange = exchange(app, request);
    Settings during = exchange.sourceEffectiveDuring();
    boolean back = switchesBack(source, target, request);
    Swap swap =
        Swap.builder()
            .source(source.name())
            .target(target.name())
            .incoming(incoming)
            .outgoing(target.deployed())
            .settings(exchange)
            .warmUp(WarmUpPlan.of(during, incoming.content(), limits.warmUpStatuses()))
            .localCache(is(during, LOCAL_CACHE, "Always") && !back && !isKeptWarm(source, during))
            .switchesBack(back)
            .keepWarm(limits.keepWarm())
            .automatic(automatic)
            .pauses(pauses)
            .preserveVnet(request.preserveVnet())
            .resetsKeys(
                keys
                    && (is(during, SECRET_STORAGE, "files")
                        || is(exchange.targetEffectiveBefore(), SECRET_STORAGE, "files")))
            .build();
    requireWarmUpOfFormer(app, swap, limits);
    return swap;
  }

  /**
   * What is restarted and then has a share of production's requests is warmed up (S9.1): that it
   * can be is found out before anything is touched.
   */
  private static void requireWarmUpOfFormer(App app, Swap swap, Limits limits) {
    if (swap.restartsFormerTarget() && app.hasShare(swap.source())) {
      Settings settings = swap.settings().sourceEffectiveAfter();
      swap.outgoing()
          .map(it -> WarmUpPlan.of(settings, it.content(), limits.warmUpStatuses()))
          .ifPresent(plan -> Preconditions.checkState(!plan.paths().isEmpty()));
    }
  }

  /**
   * What they run with must be known: those of a slot that was repaired in part may have been given
   * something else.
   */
  private static boolean switchesBack(Slot source, Slot target, SwapRequest request) {
    return source.keptWarmUntil().isPresent()
        && source.deployed().flatMap(Deployed::settings).isPresent()
        && source.lastSwap().equals(target.lastSwap())
        && source.lastSwap().filter(last -> isSame(last, source, request)).isPresent();
  }

  /** Both slots took part in it, so that with the same source it has the same target. */
  private static boolean isSame(LastSwap last, Slot source, SwapRequest request) {
    return last.intact()
        && last.source().equals(source.name())
        && last.preservedVnet() == request.preserveVnet();
  }

  /** What was kept warm has its cache, and is to be switched back without a restart (S4.9). */
  private static boolean isKeptWarm(Slot source, Settings during) {
    return source.keptWarmUntil().isPresent()
        && source.deployed().filter(it -> it.isStartedWith(during)).isPresent();
  }

  private static boolean is(Settings settings, String name, String value) {
    return settings.appSetting(name).filter(it -> it.strip().equalsIgnoreCase(value)).isPresent();
  }
}
