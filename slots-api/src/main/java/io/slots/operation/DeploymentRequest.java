package io.slots.operation;

import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** Asks that content be deployed to a slot. */
@Value.Immutable
public interface DeploymentRequest {
  /** The app. */
  AppName app();

  /** The slot. */
  SlotName slot();

  /** What is deployed. */
  Content content();

  /** The instances that run it already; none if the library is to make them. */
  List<Instance> instances();

  /** What this deployment wants otherwise than the engine's limits; nothing, unless said. */
  @Value.Default
  default LimitsChange limits() {
    return LimitsChange.none();
  }

  /** The caller's identity for this request (S8.3): made twice, it starts one deployment. */
  Optional<RequestId> requestId();

  /** Returns the request to deploy {@code content} on instances that the library makes. */
  static DeploymentRequest of(AppName app, SlotName slot, Content content) {
    return builder().app(app).slot(slot).content(content).build();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link DeploymentRequest}. */
  final class Builder extends ImmutableDeploymentRequest.Builder {
    Builder() {}

    /** In the place of all limits of the engine's, and not only of some. */
    public Builder limits(Limits all) {
      return limits(LimitsChange.to(all));
    }
  }
}
