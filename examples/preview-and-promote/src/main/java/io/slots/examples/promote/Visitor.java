package io.slots.examples.promote;

import static io.slots.app.SlotName.PRODUCTION;

import io.slots.app.SlotName;
import io.slots.examples.stage.Stage;
import io.slots.examples.stage.load.Ask;
import io.slots.examples.stage.load.Client;
import io.slots.examples.stage.load.Reply;
import java.time.Duration;
import org.apache.hc.core5.util.Timeout;

/**
 * Somebody with a browser, who asks production's host and keeps the cookies that he gets. For one
 * thread.
 */
final class Visitor implements AutoCloseable {
  /** The cookie, and the query parameter, that tell to which slot a client goes (S7.2). */
  private static final String ROUTING_NAME = "x-ms-routing-name";

  /** Stands for production in both. */
  private static final String SELF = "self";

  private final Client client;

  private Visitor(Client client) {
    this.client = client;
  }

  /** Returns one who comes for the first time. */
  static Visitor of(Stage stage) {
    return new Visitor(
        Client.withCookies(stage.port(), stage.host(PRODUCTION), Timeout.ofSeconds(15)));
  }

  /** Asks; returns which slot answered. */
  SlotName visit() {
    return ask("/");
  }

  /** Asks to be led to {@code slot} from now on; returns which slot answered. */
  SlotName visitBy(SlotName slot) {
    return ask("/?" + ROUTING_NAME + "=" + (slot.isProduction() ? SELF : slot));
  }

  /** What the cookie tells. */
  String cookie() {
    return ROUTING_NAME + "=" + client.cookie(ROUTING_NAME).orElse("");
  }

  private SlotName ask(String path) {
    Reply reply = client.send(new Ask(Ask.Kind.FAST, path, Duration.ZERO)).reply();
    if (reply instanceof Reply.Answered answer) {
      return SlotName.of(answer.environment());
    }
    throw new OffScriptException("a visitor got no answer: " + reply);
  }

  @Override
  public void close() {
    client.close();
  }
}
