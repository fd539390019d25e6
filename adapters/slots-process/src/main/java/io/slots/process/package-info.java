/**
 * Instances that are child processes of this one, each of a command line that the embedder gives.
 *
 * <p>Start at {@link io.slots.process.ProcessRuntime}. It starts a process with its slot's settings
 * as environment, waits until it listens, ends it with all that it started, and finds again what a
 * runtime that died left behind.
 *
 * <p>How it is made: each instance has a lane in which its calls take their turns, and a turn is a
 * chain of stages; whatever blocks (fork, file, connect) runs on the runtime's executor and
 * whatever waits waits on its scheduler. A process is never identified by name, and by number only
 * together with the time of its start.
 *
 * <p>Made for Linux. It keeps to what every POSIX platform and JVM has, and says where it cannot
 * see as much elsewhere; Windows lacks the signals and the file operations.
 */
@NullMarked
package io.slots.process;

import org.jspecify.annotations.NullMarked;
