package io.slots.server.platform;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.slots.haproxy.HaproxyRouter;
import io.slots.proxy.EmbeddedProxy;
import io.slots.spi.Router;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
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
  /** Starts it; the embedded one keeps in {@code directory} what was in force. */
  static Routers start(RouterConfig config, Path directory) {
    if (config instanceof RouterConfig.Haproxy haproxy) {
      return haproxy(haproxy);
    }
    RouterConfig.Embedded embedded = (RouterConfig.Embedded) config;
    EmbeddedProxy proxy =
        EmbeddedProxy.builder()
            .host(embedded.host())
            .port(embedded.port())
            .directory(directory)
            .start();
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

  /** Whether the way to the instances ends with this process. */
  boolean endsWithUs() {
    return address.isPresent();
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
