package io.slots.examples.stage.verdict;

import io.slots.examples.stage.load.Exchange;
import io.slots.examples.stage.load.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says of each exchange whether it failed, and if not, whether it was answered by a version that
 * could answer then, with its slot's settings: production's, unless another slot had a share of the
 * requests. Immutable.
 */
public final class Judge {
  private final ProductionTimeline timeline;
  private final Versions versions;

  /** Goes by {@code timeline}; {@code versions} tells which version answered. */
  public Judge(ProductionTimeline timeline, Versions versions) {
    this.timeline = timeline;
    this.versions = versions;
  }

  /** Judges all of them. */
  public List<Judged> judge(List<Exchange> exchanges) {
    return exchanges.stream().map(this::judge).toList();
  }

  Judged judge(Exchange exchange) {
    if (exchange.reply() instanceof Reply.Answered answer) {
      String version = versions.of(answer);
      return new Judged(exchange, Optional.of(version), fault(exchange, answer, version));
    }
    String reason = exchange.reply() instanceof Reply.Failed failed ? failed.reason() : "";
    return new Judged(exchange, Optional.empty(), Optional.of(reason));
  }

  private Optional<String> fault(Exchange exchange, Reply.Answered answer, String version) {
    Set<Candidate> possible = timeline.possible(exchange.begun(), exchange.ended());
    if (possible.stream().anyMatch(it -> it.mayBe(version, answer.environment()))) {
      return Optional.empty();
    }
    List<String> versions = possible.stream().map(Candidate::version).distinct().toList();
    return Optional.of(
        versions.contains(version)
            ? version + " answered with the settings of " + answer.environment()
            : version + " answered, where only " + versions + " could");
  }
}
