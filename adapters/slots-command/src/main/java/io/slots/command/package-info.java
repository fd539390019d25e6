/**
 * Instances that commands of the embedder start, restart and stop: {@code systemctl}, a playbook, a
 * script, a {@code curl}.
 *
 * <p>Start at {@link io.slots.command.CommandPlatform}.
 *
 * <p>How it is made: a call makes a {@code Task}, of which nothing can fail any more but the
 * platform; its instance's lane has tasks take turns; {@code CommandRun} runs one command to its
 * end on a thread of the executor. Before a command starts, its mark is written down; every process
 * that comes of it has the mark in its environment. So whoever comes next, also after a crash and
 * in another process, finds what is left of it, and ends that first.
 *
 * <p>Commands are run by the JDK alone. Apache Commons Exec and zt-exec end the one process that
 * they started and not what that started, and wait for the end of output that a daemon may hold
 * open for ever; NuProcess needs native code for an efficiency that a handful of commands does not
 * ask for. {@code ProcessHandle} knows the descendants, which is what has to be ended.
 */
@NullMarked
package io.slots.command;

import org.jspecify.annotations.NullMarked;
