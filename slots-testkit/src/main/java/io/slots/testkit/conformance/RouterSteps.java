package io.slots.testkit.conformance;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.conformance.Answers.begin;
import static io.slots.testkit.conformance.Fixtures.STAGING;
import static io.slots.testkit.conformance.Fixtures.call;
import static io.slots.testkit.conformance.Fixtures.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.spi.Call;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What the tests of a router do again and again. */
final class RouterSteps {
  private final RouterConformance test;
  private final Answers answers;

  RouterSteps(RouterConformance test) {
    this.test = test;
    answers = Answers.of(test);
  }

  /** Publishes, and requires that the table comes into force. */
  RoutesAnswer publish(RoutingTable table) {
    RoutesAnswer answer =
        answers.get(
            begin(() -> test.router().publish(table, call(table.generation().fencingToken()))));
    assertThat(answer).isInstanceOf(RoutesAnswer.InForce.class);
    return answer;
  }

  /** A refusal by the answer or, as any call may fail, by a failure. */
  void expectRefused(RoutingTable table, Call call) {
    CompletableFuture<RoutesAnswer> answer = begin(() -> test.router().publish(table, call));
    if (answers.outcome(answer) == null) {
      assertThat(answer.join()).isInstanceOf(RoutesAnswer.Refused.class);
    }
  }

  Optional<RoutingTable> inForce(AppName app) {
    return answers.get(begin(() -> test.router().inForce(app)));
  }

  int inFlight(AppName app, String instance) {
    InstanceId id = InstanceId.of(instance);
    return answers.get(begin(() -> test.router().inFlight(app, Set.of(id)))).getOrDefault(id, -1);
  }

  /** Which instance a request for the host is given to; it is finished at once. */
  Optional<InstanceId> served(HostName host) {
    DataPlane.Visit visit = test.dataPlane().visit(host);
    visit.finish();
    return visit.instance();
  }

  /** Requires that requests for production and staging are given to these. */
  void expect(AppName app, Instance production, Instance staging) {
    assertThat(served(host(app, PRODUCTION))).as("production").contains(production.id());
    assertThat(served(host(app, STAGING))).as("staging").contains(staging.id());
  }
}
