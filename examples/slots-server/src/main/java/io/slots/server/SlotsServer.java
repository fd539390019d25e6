package io.slots.server;

import io.slots.core.Slots;
import io.slots.server.access.AuditLog;
import io.slots.server.access.Identification;
import io.slots.server.access.Role;
import io.slots.server.access.Sessions;
import io.slots.server.access.Tokens;
import io.slots.server.api.OwnApi;
import io.slots.server.api.Problem;
import io.slots.server.arm.ArmApi;
import io.slots.server.arm.ArmError;
import io.slots.server.content.Deployments;
import io.slots.server.content.Packages;
import io.slots.server.content.ScmApi;
import io.slots.server.events.EventFeed;
import io.slots.server.files.DurableFile;
import io.slots.server.files.OwnerOnly;
import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.HttpServer;
import io.slots.server.http.Right;
import io.slots.server.http.Trouble;
import io.slots.server.http.Verb;
import io.slots.server.platform.Opened;
import io.slots.server.platform.Platform;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The server. {@link #main} starts it from a command line, {@link #start} within a program. */
public final class SlotsServer implements AutoCloseable {
  /** Where the first owner's token is written when there is none yet. */
  public static final String OWNER_TOKEN = "owner.token";

  private final Platform platform;
  private final EventFeed feed;
  private final AuditLog audit;
  private final HttpServer http;

  private SlotsServer(Platform platform, EventFeed feed, AuditLog audit, HttpServer http) {
    this.platform = platform;
    this.feed = feed;
    this.audit = audit;
    this.http = http;
  }

  /** Runs the command line. */
  public static void main(String[] args) {
    System.exit(ServerCommand.run(args));
  }

  /**
   * Starts a server, with a token for its owner if there is none yet.
   *
   * @throws RuntimeException if it cannot be started; what had been opened until then is closed
   *     again
   */
  public static SlotsServer start(ServerConfig config, Clock clock) {
    Path directory = config.platform().directory();
    OwnerOnly.givenDirectory(directory);
    Tokens tokens = tokens(directory, clock);
    Opened opened = new Opened();
    try {
      AuditLog audit = opened.add(AuditLog.in(directory.resolve("audit.log"), clock));
      EventFeed feed = opened.add(new EventFeed());
      Platform platform = opened.add(Platform.start(config.platform(), feed));
      Sessions sessions = new Sessions();
      HttpServer http =
          HttpServer.start(
              config.listening(),
              new Identification(tokens, sessions),
              audit,
              actions(config, platform, feed, tokens, sessions, audit),
              SlotsServer::unmatched);
      return new SlotsServer(platform, feed, audit, http);
    } catch (RuntimeException e) {
      opened.closeAll(e);
      throw e;
    }
  }

  private static List<Action> actions(
      ServerConfig config,
      Platform platform,
      EventFeed feed,
      Tokens tokens,
      Sessions sessions,
      AuditLog audit) {
    Slots slots = platform.slots();
    Deployments deployments = new Deployments(slots, platform.packages());
    List<Action> actions = new ArrayList<>();
    actions.addAll(
        OwnApi.actions(
            new OwnApi.Parts(slots, config.domain(), deployments, feed, tokens, sessions, audit)));
    actions.addAll(new ScmApi(slots, deployments, ArmError::write).actions());
    actions.addAll(
        ArmApi.actions(
            slots, config.arm(), config.domain(), config.platform().directory(), tokens));
    actions.add(
        Action.of(
            Verb.GET, "/", Right.OPEN, Problem::write, it -> it.context().redirect("/console/")));
    return actions;
  }

  private static Tokens tokens(Path directory, Clock clock) {
    Tokens tokens = Tokens.in(directory.resolve("tokens.json"), clock);
    if (tokens.all().isEmpty()) {
      Tokens.Made owner = tokens.make("owner", Role.OWNER, Optional.empty());
      DurableFile.write(
          directory.resolve(OWNER_TOKEN), owner.text().getBytes(StandardCharsets.US_ASCII));
    }
    return tokens;
  }

  private static void unmatched(Exchange exchange, Trouble trouble) {
    if (exchange.context().path().toLowerCase(Locale.ROOT).startsWith("/api/")) {
      Problem.write(exchange, trouble);
    } else {
      ArmError.write(exchange, trouble);
    }
  }

  /** Where it listens. */
  public URI address() {
    return http.address();
  }

  /** Where requests for slots are sent, if the server's own proxy takes them. */
  public Optional<URI> proxy() {
    return platform.proxy();
  }

  /** The engine. */
  public Slots slots() {
    return platform.slots();
  }

  /** The packages that were sent. */
  public Packages packages() {
    return platform.packages();
  }

  /** Takes no more requests, lets those that it has finish, then ends the engine. */
  @Override
  public void close() {
    feed.close();
    try (audit;
        platform) {
      http.close();
    }
  }
}
