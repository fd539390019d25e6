package io.slots.examples.operator;

import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;

/** How it is; the client reads and writes its fields. */
public final class SlottedAppStatus {
  /** Up to which generation of the resource this was looked at. */
  public long observedGeneration;

  /** The version in production; empty if there is none. */
  public String production = "";

  /** The version in staging; empty if there is none. */
  public String staging = "";

  /** {@code Ready}: the wanted version is in production. {@code Progressing}: it is on its way. */
  public List<Condition> conditions = new ArrayList<>();

  /** Nothing is known yet. */
  public SlottedAppStatus() {}
}
