package io.slots.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A process and all that it started, directly or not.
 *
 * <p>A process whose parent ends becomes the child of another, so that it cannot be found from the
 * top any more. Hence whatever was found once stays known; and where the platform lets one look,
 * those are found too that have the start id in their environment, which every process inherits
 * unless its parent took it away. Safe for use by several threads.
 */
final class ProcessTree {
  private final Optional<ProcessHandle> root;
  private final String startId;
  private final Set<ProcessHandle> known = new LinkedHashSet<>();
  private final Set<ProcessHandle> asked = new LinkedHashSet<>();

  ProcessTree(Optional<ProcessHandle> root, String startId) {
    this.root = root;
    this.startId = startId;
    root.ifPresent(known::add);
    look();
  }

  /** Looks for processes that are not known yet. */
  synchronized void look() {
    for (ProcessHandle handle : ImmutableList.copyOf(known)) {
      handle.descendants().forEach(known::add);
    }
    for (ProcessHandle marked : Proc.withVariable(Environment.START_ID, startId)) {
      known.add(marked);
      marked.descendants().forEach(known::add);
    }
  }

  /** The processes that live, of those known; if there is none, looks whether there are others. */
  synchronized ImmutableList<ProcessHandle> living() {
    ImmutableList<ProcessHandle> living = livingOfKnown();
    if (living.isEmpty()) {
      look();
      living = livingOfKnown();
    }
    return living;
  }

  private ImmutableList<ProcessHandle> livingOfKnown() {
    return known.stream().filter(ProcessIdentity::lives).collect(ImmutableList.toImmutableList());
  }

  /** Says whether the first process lives. */
  boolean rootLives() {
    return root.filter(ProcessIdentity::lives).isPresent();
  }

  /** Asks those of {@code processes} to end that were not asked before. */
  synchronized void ask(Iterable<ProcessHandle> processes) {
    for (ProcessHandle process : processes) {
      if (asked.add(process)) {
        // "False" means that it has ended by itself, or will not: the next look tells.
        boolean unused = process.destroy();
      }
    }
  }

  /** The numbers of all known. */
  synchronized ImmutableSet<Long> pids() {
    return known.stream().map(ProcessHandle::pid).collect(ImmutableSet.toImmutableSet());
  }

  /** The first process; nothing if it had ended already. */
  Optional<ProcessHandle> root() {
    return root;
  }
}
