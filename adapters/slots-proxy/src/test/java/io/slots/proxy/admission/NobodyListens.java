package io.slots.proxy.admission;

import io.slots.app.AppName;

/** What becomes of targets is of no interest. */
class NobodyListens implements TargetListener {
  @Override
  public void left(AppName app, Target target) {}

  @Override
  public void retired(Target target) {}
}
