package io.slots.proxy;

import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.local.StateDirectoryException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Builds an {@link EmbeddedProxy}. Not safe for use by several threads. */
public final class EmbeddedProxyBuilder {
  private static final Duration LONGEST = Duration.ofDays(30);

  private String host = "127.0.0.1";
  private int port;
  private int eventLoops = Runtime.getRuntime().availableProcessors();
  private int maxHeaderSize = 16 * 1024;
  private int maxUriLength = 8 * 1024;
  private long maxBodySize = 100L * 1024 * 1024;
  private int maxWebSocketFrameSize = 16 * 1024 * 1024;
  private int maxConnectionsPerInstance = 10_000;
  private Duration connectTimeout = Duration.ofSeconds(5);
  private Duration responseTimeout = Duration.ofSeconds(230);
  private Duration keepAliveTimeout = Duration.ofSeconds(4);
  private Duration unreachablePause = Duration.ofSeconds(2);
  private Duration longLivedDeadline = Duration.ofHours(1);
  private Duration closeTimeout = Duration.ofSeconds(30);
  private boolean trustForwardedHeaders;
  private LongSupplier ticker = System::nanoTime;
  private Supplier<? extends RandomGenerator> random = ThreadLocalRandom::current;
  private @Nullable Vertx vertx;
  private @Nullable Path directory;
  private @Nullable Executor executor;

  EmbeddedProxyBuilder() {}

  /** The name or address to listen on; {@code 127.0.0.1}, so reachable from this machine only. */
  public EmbeddedProxyBuilder host(String value) {
    host = value;
    return this;
  }

  /** The port to listen on, 0 to 65535; 0, the default, for any that is free. */
  public EmbeddedProxyBuilder port(int value) {
    port = (int) inRange("port", value, 0, 65_535);
    return this;
  }

  /** On how many event loops it works, 1 to 1024; as many as there are processors. */
  public EmbeddedProxyBuilder eventLoops(int value) {
    eventLoops = (int) inRange("eventLoops", value, 1, 1024);
    return this;
  }

  /** How many bytes the headers of a request may have together, else 431; 16 KiB. */
  public EmbeddedProxyBuilder maxHeaderSize(int value) {
    maxHeaderSize = (int) inRange("maxHeaderSize", value, 256, 1024 * 1024);
    return this;
  }

  /** How many bytes the first line of a request may have, else 414; 8 KiB. */
  public EmbeddedProxyBuilder maxUriLength(int value) {
    maxUriLength = (int) inRange("maxUriLength", value, 64, 1024 * 1024);
    return this;
  }

  /** How many bytes the body of a request may have, sent whole or in chunks, else 413; 100 MiB. */
  public EmbeddedProxyBuilder maxBodySize(long value) {
    maxBodySize = inRange("maxBodySize", value, 0, Long.MAX_VALUE);
    return this;
  }

  /** How many bytes a WebSocket frame may have, for a frame is read whole; 16 MiB. */
  public EmbeddedProxyBuilder maxWebSocketFrameSize(int value) {
    maxWebSocketFrameSize = (int) inRange("maxWebSocketFrameSize", value, 125, Integer.MAX_VALUE);
    return this;
  }

  /** How many connections an event loop may have to an instance; further requests wait; 10 000. */
  public EmbeddedProxyBuilder maxConnectionsPerInstance(int value) {
    maxConnectionsPerInstance =
        (int) inRange("maxConnectionsPerInstance", value, 1, Integer.MAX_VALUE);
    return this;
  }

  /** How long connecting to an instance may take, else the next is tried, else 504; 5 s. */
  public EmbeddedProxyBuilder connectTimeout(Duration value) {
    connectTimeout = inRange("connectTimeout", value);
    return this;
  }

  /**
   * How long the first byte of a response may take, counted from the last byte of the request that
   * moved, else 504, or 408 where the client is late; 230 s, as Azure's front ends have it. A
   * response that has begun may take any time.
   */
  public EmbeddedProxyBuilder responseTimeout(Duration value) {
    responseTimeout = inRange("responseTimeout", value);
    return this;
  }

  /**
   * How long an idle connection to an instance is kept, in whole seconds; 4 s. It should be less
   * than the instance keeps it, for a request that meets a closing connection may not be repeated;
   * an instance that sends {@code Keep-Alive: timeout=…} is heeded.
   */
  public EmbeddedProxyBuilder keepAliveTimeout(Duration value) {
    keepAliveTimeout = inRange("keepAliveTimeout", value);
    if (keepAliveTimeout.toSeconds() < 1) {
      throw refused("keepAliveTimeout", value, "1 s or more");
    }
    return this;
  }

  /** How long other instances are preferred to one that could not be reached; 2 s. */
  public EmbeddedProxyBuilder unreachablePause(Duration value) {
    unreachablePause = inRange("unreachablePause", value);
    return this;
  }

  /** How long what an instance has in flight may last once it has left the routes; 1 h. */
  public EmbeddedProxyBuilder longLivedDeadline(Duration value) {
    longLivedDeadline = inRange("longLivedDeadline", value);
    return this;
  }

  /**
   * How long what is in flight may last once the proxy closes, and after that, where there is a
   * {@link #directory}, how long the disk may take to let go of it, though 5 s at least; 30 s.
   */
  public EmbeddedProxyBuilder closeTimeout(Duration value) {
    closeTimeout = inRange("closeTimeout", value);
    return this;
  }

  /**
   * Whether clients' {@code X-Forwarded-*} headers are believed and added to; no, the default,
   * replaces them. Say yes behind a proxy that writes them.
   */
  public EmbeddedProxyBuilder trustForwardedHeaders(boolean value) {
    trustForwardedHeaders = value;
    return this;
  }

  /** Monotonic time in nanoseconds, by which limits are kept; {@link System#nanoTime()}. */
  public EmbeddedProxyBuilder ticker(LongSupplier value) {
    ticker = value;
    return this;
  }

  /**
   * Draws the traffic shares (S7.1); called by several threads. A client that has no valid cookie
   * {@code x-ms-routing-name} is drawn once and then stays for one hour; the query parameter of
   * that name takes it to a slot with a rule, or by {@code self} to production.
   */
  public EmbeddedProxyBuilder random(Supplier<? extends RandomGenerator> value) {
    random = value;
    return this;
  }

  /**
   * The Vert.x to run on, which stays open; without one the proxy has its own and closes it. Two
   * proxies on one Vert.x must not name the same port: Vert.x would have them share it.
   */
  public EmbeddedProxyBuilder vertx(Vertx value) {
    vertx = value;
    return this;
  }

  /**
   * Keeps the tables in force, with generation and fencing token, in a directory, which is made if
   * need be, for its owner only: a file for each app, written before the switch. A proxy that is
   * started anew with it serves what was in force, though nobody publishes; an instance that has
   * died meanwhile it cannot reach, as any other. One proxy at a time has the directory; it must be
   * on a local file system. Without one nothing is kept. Files that have not the name of an app are
   * left alone.
   *
   * <p><em>Whose address it is.</em> An instance is known by its address and by nothing else. If it
   * has ended, and by the time of the restart somebody else listens at its address, another app's
   * instance or a program that has nothing to do with Slots, then <em>that one</em> gets the
   * requests until a table without the address is published. The proxy cannot tell. So
   *
   * <ul>
   *   <li>let clients reach the proxy only when the engine has started the slots anew;
   *   <li>or let instances outlive the proxy, so that only one that died in between is in doubt; of
   *       {@code slots-process}: {@code detach()}, and {@code OrphanPolicy.ADOPT} in the next
   *       runtime, which holds the ports of those that it adopts and of no others;
   *   <li>or give them addresses that nobody else gets, such as a port for each outside the
   *       platform's ephemeral range, where the restarter is your own;
   *   <li>or keep nothing, where instances always end with the proxy.
   * </ul>
   *
   * <p><em>The disk.</em> A publish and a {@code fence} then wait for it, one after another,
   * whatever app they are for, and not on the caller's thread; requests never do. One that the disk
   * refuses changes nothing, and fails. While it hangs, all of them wait; what is in force is told
   * all the same, but for an app with such a call under way and one whose last write has failed.
   */
  public EmbeddedProxyBuilder directory(Path value) {
    directory = value;
    return this;
  }

  /**
   * Waits for the disk, one task at a time, where there is a {@link #directory}. Must not run a
   * task on the thread that hands it over, and is not closed. Unless said otherwise the proxy has a
   * thread of its own.
   */
  public EmbeddedProxyBuilder executor(Executor value) {
    executor = value;
    return this;
  }

  /**
   * Starts the proxy and waits until it listens. It routes what was in force, if it has a {@link
   * #directory}, and otherwise nothing until a table is published.
   *
   * @throws ProxyStartException if it cannot listen
   * @throws StateDirectoryException if the directory is in use or damaged
   * @throws IllegalStateException on an event loop, which must not wait
   */
  public EmbeddedProxy start() {
    EmbeddedProxy.refuseEventLoop();
    Path kept = directory;
    return start(
        kept == null ? Keeping.inMemory() : Keeping.in(kept, Optional.ofNullable(executor)));
  }

  /** As {@link #start()}, with what deals with tables, which ends with the proxy or its start. */
  EmbeddedProxy start(Keeping keeping) {
    return EmbeddedProxy.start(config(), keeping, this::workers);
  }

  private Workers workers(ProxyConfig config) {
    Vertx given = vertx;
    return given == null
        ? new Workers(config, ownVertx(), true)
        : new Workers(config, given, false);
  }

  private ProxyConfig config() {
    return new ProxyConfig(
        host,
        port,
        eventLoops,
        maxHeaderSize,
        maxUriLength,
        maxBodySize,
        maxWebSocketFrameSize,
        maxConnectionsPerInstance,
        connectTimeout,
        responseTimeout,
        keepAliveTimeout,
        unreachablePause,
        longLivedDeadline,
        closeTimeout,
        trustForwardedHeaders,
        ticker::getAsLong,
        random);
  }

  /** Leaves no files behind: the proxy serves none. */
  private Vertx ownVertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(eventLoops)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  private static long inRange(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw refused(name, value, least + " to " + most);
    }
    return value;
  }

  private static Duration inRange(String name, Duration value) {
    if (value.isZero() || value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw refused(name, value, "more than zero, 30 days at most");
    }
    return value;
  }

  private static RefusedException refused(String name, Object value, String accepted) {
    return new RefusedException(Rule.of(4, 11), name + " of " + value, accepted);
  }
}
