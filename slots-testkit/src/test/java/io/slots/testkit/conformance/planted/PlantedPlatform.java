package io.slots.testkit.conformance.planted;

import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Decommission;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.settings.Settings;
import io.slots.spi.Call;
import io.slots.spi.InstanceProvisioner;
import io.slots.spi.InstanceRestarter;
import io.slots.testkit.conformance.Platform;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A platform in memory, as restarter and as provisioner, that may have a fault. */
final class PlantedPlatform implements InstanceRestarter, InstanceProvisioner, Platform {
  private static final Content STUCK = Content.of("stuck");
  private static final Content BROKEN = Content.of("broken");

  private final String fault;
  private final Delays delays;
  private final Map<InstanceId, Running> running = new LinkedHashMap<>();
  private final Map<InstanceId, Start> starting = new HashMap<>();
  private final Map<InstanceId, Integer> extra = new HashMap<>();
  private final Map<String, Long> tokens = new HashMap<>();
  private final Set<InstanceId> failed = new HashSet<>();
  private @Nullable Settings inHand;
  private boolean preparing;
  private int ports = 20_000;
  private int starts;

  private record Running(
      AppName app,
      Instance instance,
      SlotName slot,
      Content content,
      Settings settings,
      int start) {}

  /** A start under way. */
  private record Start(
      AppName app,
      SlotName slot,
      Content content,
      InstanceId id,
      Settings settings,
      Call call,
      CompletableFuture<Instance> answer) {}

  PlantedPlatform(Fault fault, Delays delays) {
    this.fault = fault.name();
    this.delays = delays;
  }

  /** What the test prepares goes well. */
  private boolean is(String one) {
    return !preparing && fault.equals(one);
  }

  private String fenceOf(AppName app) {
    return is("FENCES_ALL_APPS") ? "" : app.folded();
  }

  private boolean isOld(AppName app, Call call) {
    return !is("FORGETS_FENCING")
        && !is("WITHOUT_FENCING")
        && call.fencingToken() < tokens.getOrDefault(fenceOf(app), 0L);
  }

  private static <T> CompletableFuture<T> refused() {
    return CompletableFuture.failedFuture(new IllegalStateException("an older token"));
  }

  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    boolean old = isOld(app, call) && !is("FENCE_NEVER_FAILS");
    if (!old && !is("FORGETS_FENCE")) {
      tokens.merge(fenceOf(app), call.fencingToken(), Math::max);
    }
    return old ? refused() : CompletableFuture.completedFuture(true);
  }

  @Override
  public CompletionStage<Instance> restart(Restart restart, Call call) {
    InstanceId id = restart.instance().id();
    Running before = running.get(id);
    if (is("SKIPS_NEEDLESS_RESTART")
        && before != null
        && before.settings().equals(restart.settings())) {
      return CompletableFuture.completedFuture(before.instance());
    }
    if (is("RESTARTS_ALL")) {
      running.replaceAll((key, it) -> key.equals(id) ? it : again(it));
    }
    return start(
        new Start(
            restart.app(),
            restart.slot(),
            restart.content(),
            id,
            restart.settings(),
            call,
            new CompletableFuture<>()));
  }

  private Running again(Running it) {
    return new Running(it.app(), it.instance(), it.slot(), it.content(), it.settings(), ++starts);
  }

  @Override
  public CompletionStage<Instance> provision(Provision provision, Call call) {
    return start(
        new Start(
            provision.app(),
            is("WRONG_SLOT") ? SlotName.PRODUCTION : provision.slot(),
            provision.content(),
            provision.instance(),
            provision.settings(),
            call,
            new CompletableFuture<>()));
  }

  private CompletionStage<Instance> start(Start start) {
    if (is("WAITS_INTERRUPTIBLY")) {
      Delays.waitForNothing();
    }
    boolean old = isOld(start.app(), start.call());
    if (old && !is("FENCES_AFTERWARDS")) {
      return refused();
    }
    tokens.merge(fenceOf(start.app()), start.call().fencingToken(), Math::max);
    CompletionStage<Instance> answer = admitted(start);
    if (old) {
      return answer.thenCompose(done -> refused());
    }
    return is("BLOCKS_UNTIL_UP") ? delays.blocking(start.answer()) : answer;
  }

  private CompletionStage<Instance> admitted(Start start) {
    Start former = starting.get(start.id());
    if (former != null && is("QUEUES_BEHIND_STUCK")) {
      return former.answer().handle((done, error) -> start).thenCompose(this::begun);
    }
    if (former != null && !is("FORMER_WINS") && !is("FORMER_NEVER_ENDS")) {
      former.answer().completeExceptionally(new IllegalStateException("superseded"));
    }
    return begun(start);
  }

  private CompletionStage<Instance> begun(Start start) {
    starting.put(start.id(), start);
    inHand = start.settings();
    if (is("SECOND_ON_REPEAT") && start.call().attempt() > 1) {
      extra.merge(start.id(), 1, Integer::sum);
    }
    if (is("ANSWERS_EARLY")) {
      start.answer().complete(instance(start));
    }
    var unused =
        start
            .answer()
            .whenComplete(
                (done, error) -> {
                  if (error instanceof CancellationException
                      && !is("IGNORES_CANCEL")
                      && !is("WITHOUT_CANCELLATION")) {
                    starting.remove(start.id(), start);
                  }
                });
    if (start.content().equals(STUCK)) {
      running.remove(start.id());
      return start.answer();
    }
    if (is("REMEMBERS_FAILURE") && failed.contains(start.id())) {
      start.answer().completeExceptionally(new IllegalStateException("it has failed before"));
      return start.answer();
    }
    // A call that is repeated is quicker, so that the former ends last.
    delays.run(start.call().attempt() == 1 ? 5 : 2, () -> end(start));
    return start.answer();
  }

  private void end(Start start) {
    boolean counts = start.equals(starting.get(start.id()));
    if (!counts && !is("FORMER_WINS")) {
      return;
    }
    starting.remove(start.id(), start);
    if (start.content().equals(BROKEN)) {
      failed.add(start.id());
      if (!is("HIDES_FAILED_START") && !is("WITHOUT_FAILED_STARTS")) {
        String shown = is("SHOWS_SETTINGS") ? start.settings().all().iterator().next().value() : "";
        start.answer().completeExceptionally(new IllegalStateException("it has died " + shown));
        return;
      }
    }
    Running before = running.get(start.id());
    Instance old = before == null ? null : before.instance();
    Instance instance = instance(start);
    running.put(
        start.id(),
        new Running(
            start.app(),
            instance,
            before != null && is("FORGETS_SLOT") ? before.slot() : start.slot(),
            before != null && is("RUNS_OLD_CONTENT") ? before.content() : start.content(),
            settings(start, before),
            ++starts));
    start.answer().complete(answer(instance, old));
  }

  private Settings settings(Start start, @Nullable Running before) {
    if (is("MIXES_UP_CALLS") && inHand != null) {
      return inHand;
    }
    if (before != null && is("KEEPS_SETTINGS")) {
      return before.settings();
    }
    return before != null && is("MERGES_SETTINGS")
        ? before.settings().with(start.settings())
        : start.settings();
  }

  private Instance instance(Start start) {
    int port = is("ONE_ADDRESS") ? 19_999 : ports++;
    return Instance.of(start.id(), URI.create("http://127.0.0.1:" + port));
  }

  private Instance answer(Instance instance, @Nullable Instance old) {
    if (is("ANSWERS_FOR_ANOTHER")) {
      return running.values().iterator().next().instance();
    }
    return is("TELLS_OLD_ADDRESS") && old != null ? old : instance;
  }

  @Override
  public CompletionStage<?> decommission(Decommission decommission, Call call) {
    if (is("WAITS_INTERRUPTIBLY")) {
      Delays.waitForNothing();
    }
    InstanceId id = decommission.instance();
    boolean old = isOld(decommission.app(), call) && !is("ENDS_UNFENCED");
    if (old && !is("FENCES_AFTERWARDS")) {
      return refused();
    }
    tokens.merge(fenceOf(decommission.app()), call.fencingToken(), Math::max);
    if (is("FAILS_IF_GONE") && !running.containsKey(id)) {
      return CompletableFuture.failedFuture(new IllegalStateException("there is no " + id));
    }
    if (!is("ENDS_NOTHING")) {
      running.remove(id);
      extra.remove(id);
    }
    if (is("ENDS_ALL")) {
      running.values().removeIf(it -> it.app().equals(decommission.app()));
    }
    Start former = is("START_OUTLIVES_END") ? null : starting.remove(id);
    if (former != null) {
      former.answer().completeExceptionally(new IllegalStateException("superseded"));
    }
    return old ? refused() : CompletableFuture.completedFuture(true);
  }

  @Override
  public Content content(String version) {
    return Content.of(version);
  }

  @Override
  public Content stuckContent() {
    return STUCK;
  }

  @Override
  public Content brokenContent() {
    return BROKEN;
  }

  @Override
  public Instance start(Provision provision) {
    preparing = true;
    try {
      Call call = new Call(io.slots.OperationId.of("prepares"), 1, 1);
      return delays.time().await(provision(provision, call));
    } finally {
      preparing = false;
    }
  }

  @Override
  public Optional<Sighting> look(InstanceId id) {
    return Optional.ofNullable(running.get(id))
        .map(
            it ->
                new Sighting(
                    it.instance().address(),
                    it.slot(),
                    it.content().id(),
                    it.settings().all().stream()
                        .collect(
                            Collectors.toMap(one -> one.name().toString(), one -> one.value())),
                    String.valueOf(it.start())));
  }

  @Override
  public int count(InstanceId id) {
    boolean there = running.containsKey(id) || starting.containsKey(id);
    return (there ? 1 : 0) + extra.getOrDefault(id, 0);
  }
}
