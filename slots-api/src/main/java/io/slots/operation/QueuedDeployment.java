package io.slots.operation;

import io.slots.OperationId;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A deployment that waits until an automatic swap of its slot has ended (S6.2). Its facts are fixed
 * when its turn comes. Of several for one slot the newest wins.
 */
@Value.Immutable
public interface QueuedDeployment {
  /** The identity of the operation that it becomes. */
  OperationId id();

  /** The caller's identity for the request (S8.3). */
  Optional<RequestId> requestId();

  /** The slot. */
  SlotName slot();

  /** What is deployed. */
  Content content();

  /** The instances that the embedder made for it; none if the library makes them. */
  List<Instance> given();

  /** The limits in force for it. */
  Limits limits();

  /** Since when it waits. */
  Instant since();

  /** Says what is done, for people: {@code deploy v2 to staging}. */
  default String describe() {
    return "deploy " + content().version() + " to " + slot();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link QueuedDeployment}. */
  final class Builder extends ImmutableQueuedDeployment.Builder {
    Builder() {}
  }
}
