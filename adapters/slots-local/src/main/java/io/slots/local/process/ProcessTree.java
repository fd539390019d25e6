package io.slots.local.process;

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
 * those are found too that have a mark in their environment, which every process inherits unless
 * its parent took it away. Safe for use by several threads.
 */
public final class ProcessTree {
  private final Optional<ProcessHandle> root;
  private final String mark;
  private final String value;
  private final Set<ProcessHandle> known = new LinkedHashSet<>();
  private final Set<ProcessHandle> asked = new LinkedHashSet<>();

  /**
   * Begins at {@code root}, and at what has {@code mark=value} in its environment.
   *
   * @param value one that no other process has
   */
  public ProcessTree(Optional<ProcessHandle> root, String mark, String value) {
    this.root = root;
    this.mark = mark;
    this.value = value;
    root.ifPresent(known::add);
    look();
  }

  /** Looks for processes that are not known yet. */
  public synchronized void look() {
    for (ProcessHandle handle : ImmutableList.copyOf(known)) {
      handle.descendants().forEach(known::add);
    }
    for (ProcessHandle marked : Proc.withVariable(mark, value)) {
      known.add(marked);
      marked.descendants().forEach(known::add);
    }
  }

  /** The processes that live, of those known; if there is none, looks whether there are others. */
  public synchronized ImmutableList<ProcessHandle> living() {
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
  public boolean rootLives() {
    return root.filter(ProcessIdentity::lives).isPresent();
  }

  /** Asks those of {@code processes} to end that were not asked before. */
  private synchronized void ask(Iterable<ProcessHandle> processes) {
    for (ProcessHandle process : processes) {
      if (asked.add(process)) {
        // "False" means that it has ended by itself, or will not: the next look tells.
        boolean unused = process.destroy();
      }
    }
  }

  /**
   * Goes on with ending them, politely or firmly. The first is asked first, for it knows best how
   * to end what it started; what it leaves behind is asked next. To be called again until it says
   * that no process is left.
   */
  public boolean end(boolean firmly) {
    if (firmly) {
      look();
      for (ProcessHandle process : living()) {
        boolean unused = process.destroyForcibly();
      }
    } else if (rootLives()) {
      root.ifPresent(first -> ask(ImmutableList.of(first)));
    } else {
      ask(living());
    }
    return living().isEmpty();
  }

  /** The numbers of all known. */
  public synchronized ImmutableSet<Long> pids() {
    return known.stream().map(ProcessHandle::pid).collect(ImmutableSet.toImmutableSet());
  }

  /** The first process; nothing if it had ended already. */
  public Optional<ProcessHandle> root() {
    return root;
  }
}
