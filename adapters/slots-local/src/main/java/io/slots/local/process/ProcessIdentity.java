package io.slots.local.process;

import java.util.Optional;

/**
 * Which process it is: its number, which the platform gives to another when it has ended, and its
 * start time, which tells the two apart.
 *
 * @param startTime in the platform's terms; only good to be compared
 */
public record ProcessIdentity(long pid, String startTime) {

  /** Returns the identity of a process, or nothing if it has ended or the platform tells none. */
  public static Optional<ProcessIdentity> of(ProcessHandle handle) {
    return startTime(handle).map(time -> new ProcessIdentity(handle.pid(), time));
  }

  /** Returns the process with this identity, if it lives. */
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(handle -> startTime(handle).filter(startTime::equals).isPresent())
        .filter(ProcessIdentity::lives);
  }

  /** Says whether a process runs; one that has ended and was not taken note of does not. */
  public static boolean lives(ProcessHandle handle) {
    return handle.isAlive() && !Proc.isZombie(handle.pid());
  }

  private static Optional<String> startTime(ProcessHandle handle) {
    return Proc.startTime(handle.pid())
        .or(() -> handle.info().startInstant().map(instant -> "at " + instant));
  }
}
