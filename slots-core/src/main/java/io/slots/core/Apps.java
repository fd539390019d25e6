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
   * Moves the app to another plan.
   *
   * @throws io.slots.LimitExceededException if it has more slots than that plan allows (S2.3)
   * @throws io.slots.operation.ConflictException if an operation is under way (S1.7)
   */
  App changePlan(AppName name, Plan plan);
}
