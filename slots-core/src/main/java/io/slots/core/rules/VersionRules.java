package io.slots.core.rules;

import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.operation.SwapRequest;
import io.slots.operation.VersionRequest;
import java.util.List;
import java.util.Optional;

/** Which swap brings a build version to a slot (S8.4). Pure functions. */
public final class VersionRules {
  private VersionRules() {}

  /**
   * Returns the swap that {@code request} asks for, or nothing if the slot has the version already.
   *
   * @throws RefusedException if no other slot has it, or several have
   */
  public static Optional<SwapRequest> swap(App app, VersionRequest request) {
    Slot target = app.slot(request.slot());
    if (has(target, request.version())) {
      return Optional.empty();
    }
    List<SlotName> sources =
        app.slots().values().stream()
            .filter(slot -> has(slot, request.version()))
            .map(Slot::name)
            .sorted()
            .toList();
    if (sources.size() != 1) {
      throw new RefusedException(
          Rule.of(8, 4),
          sources.isEmpty()
              ? "no slot of app " + app.name() + " has build version " + request.version()
              : "slots "
                  + sources
                  + " of app "
                  + app.name()
                  + " all have build version "
                  + request.version(),
          sources.isEmpty()
              ? "deploy it to a slot first"
              : "swap the one that you want, by its name");
    }
    return Optional.of(
        SwapRequest.builder()
            .app(request.app())
            .source(sources.get(0))
            .target(target.name())
            .limits(request.limits())
            .requestId(request.requestId())
            .build());
  }

  private static boolean has(Slot slot, String version) {
    return slot.deployed().filter(it -> it.content().version().equals(version)).isPresent();
  }
}
