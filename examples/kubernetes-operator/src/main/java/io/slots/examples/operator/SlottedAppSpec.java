package io.slots.examples.operator;

import java.util.HashMap;
import java.util.Map;

/** What is wanted; the client reads and writes its fields. */
public final class SlottedAppSpec {
  /** The version that is to be in production. */
  public String version = "";

  /** The image that is that version. */
  public String image = "";

  /** The domain that the hosts are under. */
  public String domain = "localhost";

  /** How many instances a slot has. */
  public int workers = 1;

  /** Settings that go with the version. */
  public Map<String, String> settings = new HashMap<>();

  /** Slot settings: for {@code production} and {@code staging} each its own. */
  public Map<String, Map<String, String>> slotSettings = new HashMap<>();

  /** Nothing is wanted yet. */
  public SlottedAppSpec() {}
}
