package io.slots.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.spi.Call;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A HAProxy between real clients and real instances, and a router over it. */
final class Rig implements AutoCloseable {
  final TestHaproxy haproxy;
  final ExecutorService executor = Executors.newCachedThreadPool();
  private final List<Closeable> parts = new ArrayList<>();
  private final boolean own;
  HaproxyRouter router;

  Rig(Path directory) {
    this(directory, true, config -> config, builder -> builder);
  }

  Rig(
      Path directory,
      boolean master,
      UnaryOperator<HaproxyConfig> config,
      UnaryOperator<HaproxyRouter.Builder> options) {
    haproxy = new TestHaproxy(directory, master, config).start();
    own = true;
    router = router(master, options);
  }

  /** On one that others use too, one after another. */
  Rig(TestHaproxy shared) {
    this(shared, builder -> builder);
  }

  Rig(TestHaproxy shared, UnaryOperator<HaproxyRouter.Builder> options) {
    haproxy = shared;
    own = false;
    router = router(true, options);
  }

  /** Returns another router over the same HAProxy, as an orchestrator has that was started anew. */
  HaproxyRouter router(boolean master, UnaryOperator<HaproxyRouter.Builder> options) {
    HaproxyRouter.Builder builder =
        HaproxyRouter.builder(haproxy.state()).statsSocket(haproxy.socket());
    if (master) {
      builder.masterSocket(haproxy.masterSocket());
    }
    HaproxyRouter made = options.apply(builder).build(executor);
    parts.add(made);
    return made;
  }

  /** Has a new router take the place of the one before. */
  void restartOrchestrator() {
    router.close();
    router = router(true, builder -> builder);
  }

  TestInstance instance(String id) {
    return instance(id, () -> id);
  }

  TestInstance instance(String id, Supplier<String> answer) {
    TestInstance instance = new TestInstance(id, answer);
    parts.add(instance);
    return instance;
  }

  Client client() {
    Client client = new Client(haproxy.port);
    parts.add(client);
    return client;
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage
          .toCompletableFuture()
          .get(TestHaproxy.PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static Call call(long fencingToken) {
    return new Call(OperationId.of("op-1"), 1, fencingToken);
  }

  RoutesAnswer answer(RoutingTable table) {
    return await(router.publish(table, call(table.generation().fencingToken())));
  }

  /** Publishes and requires that the table is in force. */
  RoutingTable publish(Tables tables) {
    RoutingTable table = tables.build();
    assertThat(answer(table)).isEqualTo(new RoutesAnswer.InForce(table.generation()));
    return table;
  }

  Optional<RoutingTable> inForce(String app) {
    return await(router.inForce(AppName.of(app)));
  }

  int inFlight(String app, Instance instance) {
    return await(router.inFlight(AppName.of(app), Set.of(instance.id())))
        .getOrDefault(instance.id(), -1);
  }

  /** Asks once, on a connection of its own. */
  Client.Reply get(String host, String path) {
    return get(host, path, "");
  }

  Client.Reply get(String host, String path, String headerLines) {
    try (Client client = new Client(haproxy.port)) {
      return client.get(host, path, headerLines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String body(String host) {
    return get(host, "/").body();
  }

  @Override
  public void close() throws IOException {
    for (Closeable part : parts) {
      part.close();
    }
    if (own) {
      haproxy.close();
    }
    executor.shutdownNow();
  }
}
