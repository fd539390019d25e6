package io.slots.core.step;

import com.google.common.collect.ImmutableSet;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.operation.Settling;
import io.slots.operation.Swap;
import io.slots.settings.Settings;
import java.util.Optional;
import java.util.Set;

/**
 * What has left the target of a swap and is now in its source: S4.6 puts it in order.
 *
 * @param slot the source
 * @param content what its instances run
 * @param settings what they get
 */
record Former(SlotName slot, Content content, Settings settings) {
  /** What a swap leaves behind, if it is to be put in order by the swap itself. */
  static Optional<Former> of(Swap swap) {
    return swap.keepWarm().isPresent() || !swap.restartsFormerTarget()
        ? Optional.empty()
        : swap.outgoing()
            .map(
                it ->
                    new Former(
                        swap.source(), it.content(), swap.settings().sourceEffectiveAfter()));
  }

  static Former of(Settling settling) {
    return new Former(settling.slot(), settling.content(), settling.settings());
  }

  Set<InstanceId> instances(Scene scene) {
    return scene.instancesOf(slot).stream()
        .map(Instance::id)
        .collect(ImmutableSet.toImmutableSet());
  }
}
