package io.slots.proxy.admission;

import io.slots.app.SlotName;
import java.util.Optional;

/**
 * A request, as far as traffic shares are concerned (S7.2). It is asked only on a host that has
 * shares.
 */
public interface Visitor {
  /** What the query parameter asks for: a slot's name, {@code self}, or nothing. */
  Optional<String> asksFor();

  /** What the cookie remembers: a slot's name, {@code self}, or nothing. */
  Optional<String> remembers();

  /**
   * Called when the client is to stay with {@code slot} from now on. The last call counts: a
   * request that met a switch is assigned anew.
   */
  void stayWith(SlotName slot);

  /** Called when the client's present cookie, or the lack of one, is to stay as it is. */
  void stayAsItIs();
}
