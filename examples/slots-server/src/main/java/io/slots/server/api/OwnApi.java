package io.slots.server.api;

import io.slots.app.HostName;
import io.slots.core.Slots;
import io.slots.server.access.AuditLog;
import io.slots.server.access.Sessions;
import io.slots.server.access.Tokens;
import io.slots.server.content.Deployments;
import io.slots.server.events.EventFeed;
import io.slots.server.http.Action;
import io.slots.server.http.Right;
import io.slots.server.http.Verb;
import io.slots.server.http.Work;
import java.util.ArrayList;
import java.util.List;

/** The server's own API: all its actions, in the order in which they are documented. */
public final class OwnApi {
  private static final String ROOT = "/api/v1";

  private OwnApi() {}

  /**
   * What the API works with.
   *
   * @param slots the engine
   * @param domain the domain of new apps
   * @param deployments takes packages
   * @param feed the events
   * @param tokens the tokens
   * @param sessions the sessions of browsers
   * @param audit the audit log
   */
  public record Parts(
      Slots slots,
      HostName domain,
      Deployments deployments,
      EventFeed feed,
      Tokens tokens,
      Sessions sessions,
      AuditLog audit) {}

  static Action action(Verb verb, String path, Right right, Work work) {
    return Action.of(verb, ROOT + path, right, Problem::write, work);
  }

  /** Returns the actions, that of the document which describes them among them. */
  public static List<Action> actions(Parts parts) {
    Slots slots = parts.slots();
    Following following = new Following(slots.operations());
    List<Action> actions = new ArrayList<>();
    actions.addAll(new AppsApi(slots, following, parts.domain()).actions());
    actions.addAll(new SlotsApi(slots, following, parts.deployments()).actions());
    actions.addAll(new SettingsApi(slots).actions());
    actions.addAll(new SwapsApi(slots, following).actions());
    actions.addAll(new OperationsApi(slots, following).actions());
    actions.addAll(new EventsApi(slots, parts.feed()).actions());
    actions.addAll(new AccessApi(parts.tokens(), parts.sessions(), parts.audit()).actions());
    actions.addAll(new ServerApi(List.copyOf(actions)).actions());
    return List.copyOf(actions);
  }
}
