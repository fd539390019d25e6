package io.slots.server.arm;

import io.slots.app.HostName;
import io.slots.core.Slots;
import io.slots.server.access.Tokens;
import io.slots.server.http.Action;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The API that Azure's clients drive: all its actions. */
public final class ArmApi {
  private ArmApi() {}

  /**
   * Returns the actions.
   *
   * @param slots the engine
   * @param config what clients are told
   * @param domain the domain of new apps
   * @param directory where what clients say beside is kept
   * @param tokens the tokens, by which clients log in
   */
  public static List<Action> actions(
      Slots slots, ArmConfig config, HostName domain, Path directory, Tokens tokens) {
    Arm arm = new Arm(slots, Notes.in(directory.resolve("azure-notes.json")), config, domain);
    List<Action> actions = new ArrayList<>();
    actions.addAll(new SubscriptionsApi(arm).actions());
    actions.addAll(new FarmsApi(arm).actions());
    actions.addAll(new SitesApi(arm).actions());
    actions.addAll(new ConfigApi(arm).actions());
    actions.addAll(new SwapApi(arm).actions());
    actions.addAll(new InstancesApi(arm).actions());
    actions.addAll(new LoginApi(tokens).actions());
    return List.copyOf(actions);
  }
}
