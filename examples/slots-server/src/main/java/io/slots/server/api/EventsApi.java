package io.slots.server.api;

import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.slots.app.AppName;
import io.slots.core.Slots;
import io.slots.server.events.EventFeed;
import io.slots.server.events.EventView;
import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Trouble;
import io.slots.server.http.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Events as they happen, as server-sent events. */
final class EventsApi {
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final Slots slots;
  private final EventFeed feed;

  EventsApi(Slots slots, EventFeed feed) {
    this.slots = slots;
    this.feed = feed;
  }

  List<Action> actions() {
    String form =
        " Each is a JSON object; \"Last-Event-ID\" brings what was missed, as far as it is kept.";
    return List.of(
        OwnApi.action(Verb.GET, "/events", Right.READ, it -> follow(it, Optional.empty()))
            .saying("Sends events of all apps as they happen (text/event-stream)." + form),
        OwnApi.action(Verb.GET, "/apps/{app}/events", Right.READ, this::ofApp)
            .saying("Sends events of an app as they happen (text/event-stream)." + form));
  }

  private void ofApp(Exchange exchange) {
    AppName app = exchange.app();
    follow(exchange, Optional.of(slots.apps().get(app).name()));
  }

  private void follow(Exchange exchange, Optional<AppName> app) {
    String accept = Optional.ofNullable(exchange.context().header("Accept")).orElse("");
    if (!accept.contains("text/event-stream")) {
      throw Trouble.of(406, "NotAcceptable", "events are sent as text/event-stream only")
          .exception();
    }
    long after = after(exchange);
    EventFeed.Follower follower =
        feed.follow(after)
            .orElseThrow(
                () ->
                    Trouble.of(503, "TooManyFollowers", "too many follow the events already")
                        .exception());
    try {
      new SseHandler(client -> send(client, follower, app)).handle(exchange.context());
    } catch (RuntimeException e) {
      follower.close();
      throw e;
    }
  }

  private static long after(Exchange exchange) {
    String last = Optional.ofNullable(exchange.context().header("Last-Event-ID")).orElse("");
    return last.matches("\\d{1,18}") ? Long.parseLong(last) : -1;
  }

  /** Runs on a thread of its own as long as the client is there. */
  private static void send(SseClient client, EventFeed.Follower follower, Optional<AppName> app) {
    try (client;
        follower) {
      client.sendComment("events follow");
      while (!client.terminated() && !follower.isEnded()) {
        Optional<EventView> event = follower.next(HEARTBEAT);
        if (event.isEmpty()) {
          client.sendComment("nothing new");
        } else if (app.filter(it -> !isOf(event.get(), it)).isEmpty()) {
          client.sendEvent(event.get().type(), event.get(), String.valueOf(event.get().seq()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isOf(EventView event, AppName app) {
    return app.spelling().equalsIgnoreCase(event.app());
  }
}
