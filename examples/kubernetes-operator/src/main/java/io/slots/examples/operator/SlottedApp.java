package io.slots.examples.operator;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;

/** An app, and the version of it that is to be in production. */
@Group("slots.io")
@Version("v1alpha1")
public final class SlottedApp extends CustomResource<SlottedAppSpec, SlottedAppStatus>
    implements Namespaced {
  @Serial private static final long serialVersionUID = 1;

  /** None yet; the client fills it. */
  public SlottedApp() {}

  @Override
  protected SlottedAppSpec initSpec() {
    return new SlottedAppSpec();
  }

  @Override
  protected SlottedAppStatus initStatus() {
    return new SlottedAppStatus();
  }
}
