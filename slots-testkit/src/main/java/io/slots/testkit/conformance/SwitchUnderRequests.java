package io.slots.testkit.conformance;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.conformance.Answers.begin;
import static io.slots.testkit.conformance.Fixtures.SHOP;
import static io.slots.testkit.conformance.Fixtures.call;
import static io.slots.testkit.conformance.Fixtures.host;
import static io.slots.testkit.conformance.Fixtures.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.Instance;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes table after table, each with an instance of its own, while requests come in. */
final class SwitchUnderRequests {
  private static final int TABLES = 12;
  private static final int VISITORS = 4;

  private final RouterConformance test;
  private final List<Instance> instances = new ArrayList<>();

  /** The last table that was answered to be in force, and the last that was published at all. */
  private final AtomicInteger confirmed = new AtomicInteger(-1);

  private final AtomicInteger published = new AtomicInteger(-1);

  SwitchUnderRequests(RouterConformance test) {
    this.test = test;
    for (int i = 0; i < TABLES; i++) {
      instances.add(test.dataPlane().instance("number-" + i));
    }
  }

  void run() {
    if (test.unsupported().contains(Capability.SEVERAL_THREADS)) {
      publishAll(this::visit);
      return;
    }
    publish(0, () -> {});
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger visits = new AtomicInteger();
    List<CompletableFuture<Boolean>> visitors = new ArrayList<>();
    for (int i = 0; i < VISITORS; i++) {
      CompletableFuture<Boolean> visitor = new CompletableFuture<>();
      visitors.add(visitor);
      Answers.daemon(
          () -> {
            try {
              while (!over.get()) {
                visit();
                visits.incrementAndGet();
              }
              visitor.complete(true);
            } catch (Throwable e) {
              visitor.completeExceptionally(e);
            }
          });
    }
    for (int i = 1; i < TABLES; i++) {
      int visitsBefore = visits.get();
      test.waiting()
          .until(
              "requests come in",
              () ->
                  visits.get() >= visitsBefore + 2 * VISITORS
                      || visitors.stream().anyMatch(CompletableFuture::isDone));
      publish(i, () -> {});
    }
    over.set(true);
    visitors.forEach(it -> Answers.of(test).get(it));
  }

  private void publishAll(Runnable meanwhile) {
    for (int i = 0; i < TABLES; i++) {
      publish(i, i == 0 ? () -> {} : meanwhile);
    }
  }

  private void publish(int number, Runnable meanwhile) {
    RoutingTable table = table(SHOP, 1, number + 1).production(instances.get(number)).build();
    published.set(number);
    CompletableFuture<RoutesAnswer> answer = begin(() -> test.router().publish(table, call(1)));
    test.waiting()
        .until(
            "the table is in force",
            () -> {
              meanwhile.run();
              return answer.isDone();
            });
    assertThat(Answers.of(test).get(answer)).isInstanceOf(RoutesAnswer.InForce.class);
    confirmed.set(number);
  }

  private void visit() {
    int atLeast = confirmed.get();
    DataPlane.Visit visit = test.dataPlane().visit(host(SHOP, PRODUCTION));
    int atMost = published.get();
    visit.finish();
    assertThat(visit.instance()).as("a request while tables change is served").isPresent();
    String id = visit.instance().orElseThrow().value();
    assertThat(Integer.parseInt(id.substring("number-".length())))
        .as("the table by which a request was admitted")
        .isBetween(atLeast, atMost);
  }
}
