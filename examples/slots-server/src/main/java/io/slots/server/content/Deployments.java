package io.slots.server.content;

import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.operation.DeploymentRequest;
import io.slots.operation.RequestId;
import io.slots.server.http.Exchange;
import java.io.IOException;
import java.util.Optional;

/** Deploys what the body of a request holds. */
public final class Deployments {
  private final Slots slots;
  private final Packages packages;

  /** Deploys packages to slots. */
  public Deployments(Slots slots, Packages packages) {
    this.slots = slots;
    this.packages = packages;
  }

  /** Takes the body as a package and deploys it; nothing is taken if there is no such slot. */
  public Running deploy(
      Exchange exchange,
      AppName app,
      SlotName slot,
      Optional<String> version,
      Optional<RequestId> request)
      throws IOException {
    slots.apps().get(app).slot(slot);
    Content content = packages.receive(exchange.stream(), version);
    Running running =
        slots
            .slots()
            .deploy(
                DeploymentRequest.builder()
                    .app(app)
                    .slot(slot)
                    .content(content)
                    .requestId(request)
                    .build());
    exchange.note("operation", running.id().value());
    exchange.note("content", content.id().value());
    return running;
  }
}
