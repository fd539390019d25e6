package io.slots.proxy.admission;

import io.slots.app.AppName;
import io.slots.local.StateDirectoryException;

/**
 * Keeps what is in force, so that it outlives the proxy. Called by one thread at a time, which may
 * have to wait for the disk.
 */
public interface Keeper {
  /** Keeps nothing. */
  Keeper NOTHING =
      new Keeper() {
        @Override
        public void keep(Kept kept) {}

        @Override
        public void settle(AppName app) {}

        @Override
        public void settleAll() {}

        @Override
        public boolean isSure(AppName app) {
          return true;
        }
      };

  /**
   * Keeps {@code kept}, durably, before it is in force.
   *
   * @throws StateDirectoryException if it may not be kept; then it does not come into force
   */
  void keep(Kept kept);

  /**
   * Makes sure, before anything is told or changed, that what is kept of {@code app} is what is in
   * force, and not what {@link #keep} has failed with.
   *
   * @throws StateDirectoryException if that is not sure
   */
  void settle(AppName app);

  /**
   * Does so for all apps, before one is given a host that another's file may hold.
   *
   * @throws StateDirectoryException if it is not sure of any of them
   */
  void settleAll();

  /**
   * Says whether {@link #settle} would have nothing to do for {@code app}. Called by any thread;
   * does not wait.
   */
  boolean isSure(AppName app);
}
