package io.slots.examples.crash;

import static io.slots.app.SlotName.PRODUCTION;

import io.slots.SlotsException;
import io.slots.core.Slots;
import io.slots.examples.crash.orchestrator.Engines;
import io.slots.examples.crash.orchestrator.Orders;
import io.slots.examples.crash.orchestrator.StoreAddress;
import io.slots.examples.crash.plane.DataPlane;
import io.slots.examples.crash.plane.PlanePorts;
import io.slots.examples.crash.remote.Witness;
import io.slots.examples.stage.Glyphs;
import io.slots.examples.stage.Interrupt;
import io.slots.examples.stage.Narrator;
import io.slots.examples.stage.Stage;
import io.slots.examples.stage.load.Exchange;
import io.slots.examples.stage.load.Load;
import io.slots.examples.stage.load.Workload;
import io.slots.examples.stage.verdict.Judge;
import io.slots.examples.stage.verdict.PhaseLog;
import io.slots.examples.stage.verdict.Report;
import io.slots.examples.stage.verdict.Versions;
import io.slots.jdbc.JdbcSlotStore;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.OperationHistory;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.ExitCode;

/** One run: starts all processes, has the orchestrators struck at under load, and judges. */
final class Campaign {
  /** What is decided while a swap pauses is no matter of the kill. */
  private static final String CANCELLED = "it was cancelled";

  private static final int PLANE_STARTS_WITHIN_SECONDS = 60;

  private final RunOptions options;
  private final Narrator narrator;

  Campaign(RunOptions options, PrintStream out, Glyphs glyphs) {
    this.options = options;
    this.narrator = new Narrator(out, glyphs);
  }

  /** Runs, leaves no process behind, and returns the exit status. */
  int run() {
    try {
      Path directory = Files.createTempDirectory(options.directory(), "crash-swap-");
      narrator.say("Store and logs are in " + directory);
      try (Books books = books(directory)) {
        return run(directory, books);
      }
    } catch (SlotsException | StuckException | IOException e) {
      narrator.say("The run cannot go on: " + e.getMessage());
      return ExitCode.SOFTWARE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.SOFTWARE;
    }
  }

  private Books books(Path directory) throws IOException {
    return options.store() == StoreAddress.Kind.SQLITE
        ? new SqliteBooks(directory.resolve("slots.db"))
        : PostgresqlBooks.start(directory);
  }

  private int run(Path directory, Books books) throws InterruptedException {
    CompletableFuture<PlanePorts> told = new CompletableFuture<>();
    try (ChildJvm plane =
        ChildJvm.start(
            "data-plane",
            DataPlane.class,
            List.of(directory.resolve("plane").toString()),
            directory.resolve("data-plane.log"),
            line -> told.complete(PlanePorts.parse(line)))) {
      PlanePorts ports = ports(told);
      narrator.title("Deploy", "v1 to production, v2 to staging.");
      String host = opened(books, ports.controlAddress());
      try (Crew crew = new Crew(books.address(), ports.controlAddress(), options, directory)) {
        Interrupt interrupt = Interrupt.on(() -> interrupt(crew, plane));
        try {
          return underLoad(crew, books, ports, host);
        } finally {
          interrupt.cancel();
        }
      }
    }
  }

  private void interrupt(Crew crew, ChildJvm plane) {
    narrator.last("\nInterrupted: the processes are being ended.");
    crew.kill();
    plane.close();
  }

  private static PlanePorts ports(CompletableFuture<PlanePorts> told) throws InterruptedException {
    try {
      return told.get(PLANE_STARTS_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new StuckException("the data plane does not start; see its log");
    }
  }

  private String opened(Books books, URI control) {
    try (JdbcSlotStore store = books.address().open("opening");
        Slots slots = engine("opening", store, books, control)) {
      Shop shop = new Shop(slots);
      shop.open(options.instances());
      return shop.host(PRODUCTION);
    }
  }

  private Slots engine(String name, JdbcSlotStore store, Books books, URI control) {
    Orders orders = new Orders(name, books.address(), control, options.lease(), options.seed());
    return Engines.on(store, orders, event -> {});
  }

  private int underLoad(Crew crew, Books books, PlanePorts ports, String host)
      throws InterruptedException {
    Workload workload = Workload.bundled(options.connections(), options.seed());
    narrator.title("Load", workload.describe() + "; they ask production from here to the end.");
    PhaseLog phases = new PhaseLog("under fire", System.nanoTime());
    try (Load load = Load.start(ports.proxy(), host, workload, options.pause())) {
      Siege siege = new Siege(crew, books, options, narrator::say);
      Optional<String> stuck = struck(crew, siege);
      List<String> problems = new ArrayList<>(stuck.stream().toList());
      if (stuck.isEmpty()) {
        problems.addAll(settled(books, ports, siege.strikes()));
      }
      List<Exchange> exchanges = load.finish();
      Witness witness = new Witness(ports.controlAddress());
      Judge judge = new Judge(witness.timeline(), Versions.none());
      Report report = new Report(phases.end(System.nanoTime()), judge.judge(exchanges), List.of());
      Scoreboard scores = new Scoreboard(siege.strikes(), witness.counted());
      narrator.say("\n" + report.requestsText() + "\n" + scores.text());
      problems.forEach(it -> narrator.say("WRONG: " + it));
      narrator.say(report.verdict());
      return report.isClean() && scores.isClean() && problems.isEmpty()
          ? ExitCode.OK
          : ExitCode.SOFTWARE;
    }
  }

  /** Returns why it could not go on to the end, if it could not. */
  private Optional<String> struck(Crew crew, Siege siege) throws InterruptedException {
    List<String> names = Crew.names(options.store());
    narrator.title(
        "Kills",
        options.kills()
            + ", of "
            + (names.size() == 1
                ? "one orchestrator, which swaps without end."
                : names.size() + " orchestrators, which swap without end."));
    names.forEach(crew::start);
    try {
      siege.strike(options.kills());
      return Optional.empty();
    } catch (StuckException e) {
      return Optional.of(e.reason());
    } finally {
      crew.close();
    }
  }

  /** Sees to what the last orchestrator has left, and checks what the store says of all of it. */
  private List<String> settled(Books books, PlanePorts ports, List<Strike> strikes) {
    List<String> problems = new ArrayList<>();
    try (JdbcSlotStore store = books.address().open("settling");
        Slots slots = engine("settling", store, books, ports.controlAddress())) {
      Shop shop = new Shop(slots);
      OperationHistory history = shop.settle();
      for (Strike strike : strikes) {
        strike
            .hit()
            .operation()
            .filter(id -> !history.find(id).map(EndedOperation::ending).equals(strike.ending()))
            .ifPresent(id -> problems.add("history tells another end of " + id));
        strike
            .hit()
            .operation()
            .filter(id -> strike.hit().isPaused())
            .flatMap(history::find)
            .filter(it -> it.ending() == Ending.REVERTED)
            .flatMap(EndedOperation::reason)
            .filter(reason -> !reason.equals(CANCELLED))
            .ifPresent(it -> problems.add("it went on pausing, but was reverted, for " + it));
      }
      narrator.say(
          String.format(
              Locale.ROOT,
              "\n%,d operations in all; now production has %s, staging %s.",
              history.size(),
              shop.version(PRODUCTION),
              shop.version(Stage.STAGING)));
    }
    return problems;
  }
}
