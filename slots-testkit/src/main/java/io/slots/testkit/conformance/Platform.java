package io.slots.testkit.conformance;

import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Provision;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The instances of a platform, as a test sees them past the SPI. */
public interface Platform {
  /** Content that runs, of any version. */
  Content content(String version);

  /** Content that neither comes up nor ends: its start is under way until something ends it. */
  Content stuckContent();

  /** Content whose start fails, as the platform gets to know. */
  Content brokenContent();

  /**
   * Has an instance run, by whatever means, and waits until it does. If those take a fencing token,
   * it is 1.
   */
  Instance start(Provision provision);

  /** Looks at an instance itself: what it knows of itself, if it runs and is up. */
  Optional<Sighting> look(InstanceId id);

  /** How many of that identity there are, whether they run, start or end; it should be 0 or 1. */
  int count(InstanceId id);

  /**
   * What an instance says of itself.
   *
   * @param address where it is reached
   * @param slot as which slot's instance it runs
   * @param content what it runs
   * @param settings the app settings that it was given, by name
   * @param start another text after each start
   */
  record Sighting(
      URI address, SlotName slot, ContentId content, Map<String, String> settings, String start) {
    /** Copies the map. */
    public Sighting {
      settings = Map.copyOf(settings);
    }
  }
}
