package io.slots.server.api;

import io.slots.operation.LimitsChange;
import io.slots.operation.RequestId;
import io.slots.operation.WarmUpStatuses;
import io.slots.server.http.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be asked for in the body of a request. */
final class Orders {
  private Orders() {}

  /**
   * Makes an app.
   *
   * @param name its name
   * @param plan what it runs on; Premium, one worker, if absent
   * @param domain the domain of its hosts; the server's if absent
   */
  record NewApp(String name, @Nullable PlanView plan, @Nullable String domain) {}

  /**
   * Makes a slot.
   *
   * @param name its name
   * @param cloneOf the slot whose configuration is copied; a slot without any if absent
   * @param withSlotSettings whether the values of slot settings are copied too; they are if absent
   */
  record NewSlot(String name, @Nullable String cloneOf, @Nullable Boolean withSlotSettings) {}

  /**
   * Sets the shares of production's requests, in the place of those that are.
   *
   * @param shares the shares; none if empty
   */
  record Traffic(List<AppView.ShareView> shares) {}

  /**
   * Lets deployments to a slot be swapped by themselves.
   *
   * @param target into which slot; production if absent
   */
  record AutoSwap(@Nullable String target) {}

  /**
   * A swap.
   *
   * @param source the slot whose content is promoted
   * @param target the slot that gets it; production if absent
   * @param withPreview whether it pauses once the source is prepared, until it is completed or
   *     cancelled
   * @param preserveVnet whether virtual network integration stays; it does if absent
   * @param requestId the caller's identity for it: the same again starts no second swap
   * @param limits limits of its own
   */
  record SwapOrder(
      String source,
      @Nullable String target,
      @Nullable Boolean withPreview,
      @Nullable Boolean preserveVnet,
      @Nullable String requestId,
      @Nullable LimitsOrder limits) {}

  /**
   * Limits in the place of the server's, in seconds.
   *
   * @param overallSeconds how long it may take until the switch
   * @param restartSeconds how long an instance may take to restart
   * @param drainSeconds how long requests in flight may take to finish
   * @param previewExpirySeconds when a swap that pauses cancels itself
   * @param keepWarmSeconds for how long a rollback is to be a routing switch alone
   * @param strictWarmUp whether only 200 to 299 is a good answer in warm-up
   */
  record LimitsOrder(
      @Nullable Integer overallSeconds,
      @Nullable Integer restartSeconds,
      @Nullable Integer drainSeconds,
      @Nullable Integer previewExpirySeconds,
      @Nullable Integer keepWarmSeconds,
      @Nullable Boolean strictWarmUp) {
    LimitsChange change() {
      return Exchange.given(
          () -> {
            LimitsChange.Builder limits = LimitsChange.builder();
            seconds(overallSeconds).ifPresent(limits::overall);
            seconds(restartSeconds).ifPresent(limits::restart);
            seconds(drainSeconds).ifPresent(limits::drain);
            seconds(previewExpirySeconds).ifPresent(limits::previewExpiry);
            seconds(keepWarmSeconds).ifPresent(limits::keepWarm);
            if (Boolean.TRUE.equals(strictWarmUp)) {
              limits.warmUpStatuses(WarmUpStatuses.SUCCESS_ONLY);
            }
            return limits.build();
          });
    }

    private static Optional<Duration> seconds(@Nullable Integer seconds) {
      return Optional.ofNullable(seconds).map(Duration::ofSeconds);
    }
  }

  /**
   * Takes a swap back.
   *
   * @param operation the swap's identity
   * @param requestId the caller's identity for it
   */
  record Rollback(String operation, @Nullable String requestId) {}

  /**
   * Sees to it that a slot has a version.
   *
   * @param version the version
   * @param slot the slot that is to have it; production if absent
   * @param requestId the caller's identity for it
   */
  record VersionOrder(String version, @Nullable String slot, @Nullable String requestId) {}

  static Optional<RequestId> requestId(@Nullable String given) {
    return Optional.ofNullable(given).map(it -> Exchange.given(() -> RequestId.of(it)));
  }
}
