package io.slots.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.local.StateDirectoryException;
import io.slots.proxy.admission.Tables;
import io.slots.spi.Call;
import io.vertx.core.Vertx;
import io.vertx.core.spi.VertxServiceProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a proxy serves that is started anew, and nobody publishes. */
@Timeout(120)
final class RestartTest {
  private static final AppName SHOP = AppName.of("shop");

  private final Path directory;

  /** The instances, which go on while proxies come and go, and clients. */
  private final Rig world = new Rig();

  private final TestInstance blue = world.instance("blue");
  private final TestInstance green = world.instance("green");

  RestartTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void killedProcess_isFollowedByOneThatAnswersTheSame_andKnowsTheToken() throws Exception {
    try (ProxyProcess killed = ProxyProcess.start(directory, 2, blue.get(), green.get())) {
      int port = (int) killed.next();
      assertThat(killed.next()).isEqualTo(1);
      assertThat(killed.next()).isEqualTo(2);
      assertThat(killed.next()).as("fenced").isEqualTo(7);
      assertThat(body(port, "shop.test")).isEqualTo("green");
      long unused = killed.kill(0);
    }

    try (EmbeddedProxy next = start()) {
      assertThat(body(next.port(), "shop.test")).isEqualTo("green");
      assertThat(body(next.port(), "shop-staging.test")).isEqualTo("blue");
      assertThat(inForce(next).orElseThrow().generation()).isEqualTo(new RoutingGeneration(5, 2));

      RoutingTable newer = Tables.of("shop", 6, 1).production(blue.get()).build();
      assertThat(done(next.publish(newer, call(6))))
          .isEqualTo(new RoutesAnswer.Refused("fencing token 6 is lower than 7, seen"));
      assertThat(done(next.publish(older(), call(7)))).isInstanceOf(RoutesAnswer.Refused.class);
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> done(next.fence(SHOP, call(6))))
          .withCauseInstanceOf(RefusedException.class);
      assertThat(body(next.port(), "shop.test")).isEqualTo("green");

      assertThat(done(next.publish(newer, call(7))))
          .isEqualTo(new RoutesAnswer.InForce(newer.generation()));
      assertThat(body(next.port(), "shop.test")).isEqualTo("blue");
      assertThat(body(next.port(), "shop-staging.test")).isNotIn("blue", "green");
    }
  }

  @Test
  void processKilledAmidPublishing_losesNothingThatWasConfirmed() throws Exception {
    long confirmed = 0;
    try (ProxyProcess killed = ProxyProcess.start(directory, -1, blue.get(), green.get())) {
      long unused = killed.next();
      for (int i = 0; i < 50; i++) {
        confirmed = killed.next();
      }
      confirmed = killed.kill(confirmed);
    }

    try (EmbeddedProxy next = start()) {
      RoutingTable table = inForce(next).orElseThrow();
      long number = table.generation().number();
      // The last one may be in force though the confirmation did not get out.
      assertThat(number).isBetween(confirmed, confirmed + 2);
      assertThat(body(next.port(), "shop.test")).isEqualTo(number % 2 == 0 ? "green" : "blue");
      assertThat(body(next.port(), "shop-staging.test"))
          .isEqualTo(number % 2 == 0 ? "blue" : "green");
    }
  }

  @Test
  void tornFile_isRefused_andNotTakenForNone() throws IOException {
    publishOnce();
    Path file = directory.resolve("routes/shop");
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() / 2));

    assertThatExceptionOfType(StateDirectoryException.class)
        .isThrownBy(this::start)
        .withMessageContaining(file.toString())
        .withMessageContaining("damaged");

    Files.writeString(file, whole);
    try (EmbeddedProxy next = start()) {
      assertThat(body(next.port(), "shop.test")).isEqualTo("blue");
    }
  }

  @Test
  void filesThatDoNotBelongTogether_areRefused_andEverythingIsLetGo() throws IOException {
    publishOnce();
    Path file = directory.resolve("routes/shop");
    Path other = directory.resolve("other/routes/store");
    try (EmbeddedProxy elsewhere =
        EmbeddedProxy.builder().directory(directory.resolve("other")).start()) {
      RoutingTable table =
          Tables.of("store", 1)
              .route("shop.test", SlotName.PRODUCTION, true, List.of(), green.get())
              .build();
      assertThat(done(elsewhere.publish(table, call(1)))).isInstanceOf(RoutesAnswer.InForce.class);
    }
    Files.copy(other, file.resolveSibling("store"));

    assertThatExceptionOfType(StateDirectoryException.class)
        .isThrownBy(this::start)
        .withMessageContaining("host shop.test is routed for another app");

    Files.delete(file.resolveSibling("store"));
    start().close();
  }

  @Test
  void diskThatRefuses_changesNothing_andTheStageFails() throws IOException {
    try (EmbeddedProxy proxy = start()) {
      RoutingTable first = Tables.of("shop", 1).production(blue.get()).build();
      assertThat(done(proxy.publish(first, call(1)))).isInstanceOf(RoutesAnswer.InForce.class);
      Path inTheWay = directory.resolve("routes/.shop.tmp");
      Files.createDirectories(inTheWay.resolve("full"));

      RoutingTable next = Tables.of("shop", 2).production(green.get()).build();
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> done(proxy.publish(next, call(2))))
          .withCauseInstanceOf(StateDirectoryException.class);
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> done(proxy.fence(SHOP, call(3))))
          .withCauseInstanceOf(StateDirectoryException.class);
      assertThat(inForce(proxy)).contains(first);
      assertThat(body(proxy.port(), "shop.test")).isEqualTo("blue");

      Files.delete(inTheWay.resolve("full"));
      assertThat(done(proxy.publish(next, call(2)))).isInstanceOf(RoutesAnswer.InForce.class);
      assertThat(body(proxy.port(), "shop.test")).isEqualTo("green");
    }
  }

  @Test
  void hostOfATableThatFailedInTheLastStep_mayGoToAnotherApp_andTheNextStarts() throws IOException {
    RoutingTable first = Tables.of("shop", 1).production(blue.get()).build();
    RoutingTable second =
        Tables.of("shop", 2).production(blue.get()).slot("fresh", blue.get()).build();
    RoutingTable other =
        Tables.of("other", 1)
            .route("shop-fresh.test", SlotName.PRODUCTION, true, List.of(), green.get())
            .build();
    byte[] secondOnDisk = onDisk(second);
    Path file = directory.resolve("routes/shop");
    try (EmbeddedProxy proxy = start()) {
      assertThat(done(proxy.publish(first, call(1)))).isInstanceOf(RoutesAnswer.InForce.class);
      Files.delete(file);
      Files.createDirectories(file.resolve("in the way"));
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> done(proxy.publish(second, call(1))))
          .withCauseInstanceOf(StateDirectoryException.class);
      assertThatExceptionOfType(CompletionException.class)
          .as("it is not sure what a restart would find")
          .isThrownBy(() -> inForce(proxy))
          .withCauseInstanceOf(StateDirectoryException.class);
      Files.delete(file.resolve("in the way"));
      Files.delete(file);
      // As if it had been put in its place, and only the sync of the directory had failed.
      Files.write(file, secondOnDisk);

      assertThat(done(proxy.publish(other, call(1)))).isInstanceOf(RoutesAnswer.InForce.class);
    }

    try (EmbeddedProxy next = start()) {
      assertThat(inForce(next)).contains(first);
      assertThat(body(next.port(), "shop-fresh.test")).isEqualTo("green");
    }
  }

  @Test
  void higherTokenOfTheSameTable_isKnownToTheNext() {
    RoutingTable table = Tables.of("shop", 1).production(blue.get()).build();
    try (EmbeddedProxy proxy = start()) {
      assertThat(done(proxy.publish(table, call(1)))).isInstanceOf(RoutesAnswer.InForce.class);
      assertThat(done(proxy.publish(table, call(7)))).isInstanceOf(RoutesAnswer.InForce.class);
    }
    try (EmbeddedProxy next = start()) {
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> done(next.publish(table, call(6))))
          .withCauseInstanceOf(RefusedException.class);
      assertThatExceptionOfType(CompletionException.class)
          .isThrownBy(() -> done(next.fence(SHOP, call(6))))
          .withCauseInstanceOf(RefusedException.class);
      assertThat(body(next.port(), "shop.test")).isEqualTo("blue");
    }
  }

  @Test
  void vertxThatCannotBeMade_leavesTheDirectoryFree() throws IOException {
    Path services = directory.resolve("META-INF/services");
    Files.createDirectories(services);
    Files.writeString(services.resolve(VertxServiceProvider.class.getName()), "of.no.Class");
    Thread here = Thread.currentThread();
    ClassLoader usual = here.getContextClassLoader();
    try (URLClassLoader broken = new URLClassLoader(new URL[] {directory.toUri().toURL()}, usual)) {
      here.setContextClassLoader(broken);
      assertThatExceptionOfType(ServiceConfigurationError.class).isThrownBy(this::start);
    } finally {
      here.setContextClassLoader(usual);
    }
    start().close();
  }

  @Test
  void vertxThatWasClosedBefore_leavesTheDirectoryFree() {
    Vertx given = Vertx.vertx();
    EmbeddedProxy proxy = EmbeddedProxy.builder().vertx(given).directory(directory).start();
    Rig.await(given.close());

    assertThat(proxy.shutDown().toCompletableFuture()).succeedsWithin(Rig.PATIENCE);

    start().close();
  }

  @Test
  void directoryInUse_isRefused_andFreeWhenTheProxyIsClosed() {
    try (EmbeddedProxy proxy = start()) {
      assertThat(proxy.port()).isPositive();
      assertThatExceptionOfType(StateDirectoryException.class)
          .isThrownBy(this::start)
          .withMessageContaining("in use by");
    }
    start().close();
  }

  @Test
  void whoHasWaitedForAPublish_mayCloseTheProxy() {
    EmbeddedProxy proxy = start();
    RoutingTable table = Tables.of("shop", 1).production(blue.get()).build();

    CompletionStage<Void> closed = proxy.publish(table, call(1)).thenRun(proxy::close);

    assertThat(closed.toCompletableFuture()).succeedsWithin(Rig.PATIENCE);
    start().close();
  }

  @Test
  void portThatIsTaken_leavesTheDirectoryFree() {
    int taken = world.proxy.port();
    assertThatExceptionOfType(ProxyStartException.class)
        .isThrownBy(() -> EmbeddedProxy.builder().directory(directory).port(taken).start());
    start().close();
  }

  private void publishOnce() {
    try (EmbeddedProxy proxy = start()) {
      RoutingTable table = Tables.of("shop", 1).production(blue.get()).build();
      assertThat(done(proxy.publish(table, call(1)))).isInstanceOf(RoutesAnswer.InForce.class);
    }
  }

  /** What a proxy would have on the disk if {@code table} were in force. */
  private byte[] onDisk(RoutingTable table) throws IOException {
    Path elsewhere = directory.resolve("elsewhere");
    try (EmbeddedProxy proxy = EmbeddedProxy.builder().directory(elsewhere).start()) {
      assertThat(done(proxy.publish(table, call(1)))).isInstanceOf(RoutesAnswer.InForce.class);
    }
    return Files.readAllBytes(elsewhere.resolve("routes").resolve(table.app().folded()));
  }

  private EmbeddedProxy start() {
    return EmbeddedProxy.builder().directory(directory).start();
  }

  private RoutingTable older() {
    return Tables.of("shop", 5, 1).production(blue.get()).build();
  }

  private static Optional<RoutingTable> inForce(EmbeddedProxy proxy) {
    return done(proxy.inForce(SHOP));
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static Call call(long fencingToken) {
    return new Call(OperationId.of("op-1"), 1, fencingToken);
  }

  private String body(int port, String host) {
    return world.body(port, host);
  }
}
