package io.slots.core;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Plan;
import java.util.List;
import java.util.Optional;

/** Makes apps and looks after them (S1.1, S2). */
public interface Apps {
  /**
   * Stores a new app and brings its routes into force.
   *
   * @throws io.slots.RefusedException if there is one of that name, or a host name is taken (S1.3),
   *     or a slot has content already (S1.4)
   * @throws io.slots.LimitExceededException if its plan does not allow so many slots (S2.3)
   * @throws io.slots.operation.RoutesNotInForceException if the router does not take the routes;
   *     the app is stored then, and any further change of its routes brings them into force
   */
  App create(App app);

  /**
   * The app, as it is now.
   *
   * @throws io.slots.NotFoundException if there is none
   */
  App get(AppName name);

  /** The app, as it is now, if there is one. */
  Optional<App> find(AppName name);

  /** The names of all apps, in their order. */
  List<AppName> list();

  /**
   * Brings the app's routes into force anew; returns when they are. The engine publishes what it
   * changes, and takes the router to keep it: one that has lost its tables, such as one in memory
   * after a restart, serves nobody until then.
   *
   * <pre>{@code
   * slots.apps().list().forEach(slots.apps()::republish);
   * }</pre>
   *
   * @throws io.slots.NotFoundException if there is no such app
   * @throws io.slots.operation.ConflictException if an operation is under way (S1.7); ask again
   *     when it has ended
   * @throws io.slots.operation.RoutesNotInForceException if the router does not take them
   */
  App republish(AppName name);

  /**
   * Moves the app to another plan. Where that has another number of workers, every slot gets it
   * (S2.4): new instances pass the gate before they get a request, surplus ones are drained and
   * ended.
   *
   * @throws io.slots.LimitExceededException if it has more slots than that plan allows (S2.3)
   * @throws io.slots.RefusedException if a slot would need another number of instances and runs on
   *     the embedder's own
   * @throws io.slots.operation.ConflictException if an operation is under way or pauses: the
   *     instances that a swap works on do not change under it (S1.7, S2.4)
   */
  Running changePlan(AppName name, Plan plan);

  /** Gives every slot {@code workers} instances (S2.4). Throws what {@link #changePlan} throws. */
  Running scale(AppName name, int workers);

  /**
   * Deletes an app that has no slot but production: its routes are withdrawn, its instances drained
   * and ended (S1.6). The app is gone when the operation has ended, and its history with it.
   *
   * @throws io.slots.RefusedException if it has further slots
   * @throws io.slots.operation.ConflictException if an operation is under way (S1.7)
   */
  Running delete(AppName name);

  /**
   * Deletes an app with all its slots; pending previews are cancelled first. Throws what {@link
   * #delete} throws, but for the further slots.
   */
  Running deleteWithSlots(AppName name);
}
