package io.slots.server.platform;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.haproxy.HaproxyRouter;
import io.slots.proxy.EmbeddedProxy;
import io.slots.spi.AppRecord;
import io.slots.spi.Call;
import io.slots.spi.Router;
import io.slots.spi.SlotStore;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A router, and what ends it.
 *
 * @param router the router
 * @param address where requests for slots are sent, if this process knows
 * @param end what ends it
 */
record Routers(Router router, Optional<URI> address, Closeable end) implements AutoCloseable {
  static Routers start(RouterConfig config) {
    if (config instanceof RouterConfig.Haproxy haproxy) {
      return haproxy(haproxy);
    }
    RouterConfig.Embedded embedded = (RouterConfig.Embedded) config;
    EmbeddedProxy proxy =
        EmbeddedProxy.builder().host(embedded.host()).port(embedded.port()).start();
    return new Routers(proxy, Optional.of(proxy.address()), proxy::close);
  }

  private static Routers haproxy(RouterConfig.Haproxy config) {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            new ThreadFactoryBuilder().setDaemon(true).setNameFormat("haproxy-%d").build());
    HaproxyRouter.Builder builder =
        HaproxyRouter.builder(config.directory()).statsSocket(config.statsSocket());
    config.masterSocket().ifPresent(builder::masterSocket);
    HaproxyRouter router = builder.build(thread);
    return new Routers(
        router,
        Optional.empty(),
        () -> {
          router.close();
          thread.shutdown();
        });
  }

  /**
   * Whether it forgets its routes when this process ends, and the way to the instances with them.
   */
  boolean endsWithUs() {
    return address.isPresent();
  }

  /**
   * Brings the routes of all apps into force as they are stored, in a router that has just begun
   * and knows none. An engine that takes over an operation has a higher token, and replaces them.
   */
  void restore(SlotStore store) {
    for (AppName name : store.apps().toCompletableFuture().join()) {
      Optional<AppRecord> record = store.find(name).toCompletableFuture().join();
      record.ifPresent(
          it -> {
            CompletableFuture<?> published =
                router
                    .publish(
                        RoutingTable.of(it.app(), new RoutingGeneration(it.fencingToken(), 1)),
                        new Call(OperationId.of("restore"), 1, it.fencingToken()))
                    .toCompletableFuture();
            published.join();
          });
    }
  }

  @Override
  public void close() {
    try {
      end.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the router cannot be closed", e);
    }
  }
}
