package io.slots.examples.liveswap;

import static io.slots.app.SlotName.PRODUCTION;

import io.slots.app.SlotName;
import io.slots.examples.stage.Stage;
import io.slots.examples.stage.load.Ask;
import io.slots.examples.stage.load.Client;
import io.slots.examples.stage.load.Exchange;
import io.slots.examples.stage.load.Reply;
import io.slots.examples.stage.verdict.Versions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks both versions before the run, each by the host of its own slot, to know them by their
 * answers later on.
 */
final class Introduction {
  /** So often is each path asked for: answers that change from time to time mark no version. */
  private static final int ROUNDS = 4;

  private static final Timeout NO_ANSWER = Timeout.ofSeconds(15);

  private final Stage stage;
  private Versions versions = Versions.none();

  Introduction(Stage stage) {
    this.stage = stage;
  }

  /** What the versions are known by. */
  Versions versions() {
    return versions;
  }

  /** Asks, and returns what makes it impossible to tell the versions apart, if anything does. */
  Optional<String> problem(List<String> paths) {
    List<SlotName> slots = List.of(PRODUCTION, Stage.STAGING);
    for (boolean learning : List.of(true, false)) {
      for (SlotName slot : slots) {
        String version = slot.isProduction() ? Programs.V1 : Programs.V2;
        Optional<String> problem = ask(slot, version, paths, learning);
        if (problem.isPresent()) {
          return problem;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> ask(
      SlotName slot, String version, List<String> paths, boolean learning) {
    try (Client client = new Client(stage.port(), stage.host(slot), NO_ANSWER)) {
      for (String path : paths) {
        for (int round = 0; round < ROUNDS; round++) {
          Exchange exchange = client.send(new Ask(Ask.Kind.FAST, path, Duration.ZERO));
          if (!(exchange.reply() instanceof Reply.Answered answer)) {
            String reason = exchange.reply() instanceof Reply.Failed it ? it.reason() : "";
            return Optional.of(version + " did not answer " + path + ": " + reason);
          }
          if (learning) {
            versions = versions.learn(version, answer);
          } else if (!versions.of(answer).equals(version)) {
            return Optional.of(
                "by the answers to "
                    + path
                    + " v1 and v2 cannot be told apart; let each send its version"
                    + " ($SLOTS_CONTENT_VERSION) in the header X-Version");
          }
        }
      }
      return Optional.empty();
    }
  }
}
