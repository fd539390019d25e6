/**
 * Swaps that outlive whoever drives them: orchestrators are killed and made to stand still in the
 * middle of swaps, while the requests go on. Start at {@link io.slots.examples.crash.CrashSwap}.
 *
 * <p>Three kinds of processes, and the reasons:
 *
 * <ul>
 *   <li>This one starts the others, asks the proxy, kills, and judges. It reads in the store what a
 *       kill has hit, and takes nobody's word for it.
 *   <li>{@linkplain io.slots.examples.crash.plane.DataPlane One data plane}: the proxy and the
 *       runtime of the instances, which stand for the load balancer and the hosts of a real
 *       platform. They are not the orchestrator's, so they do not die with it. One process has
 *       both, because a state directory of instances belongs to one runtime at a time (its lock
 *       says so), and several orchestrators on a host would fight for it; and because one process
 *       counts the fencing tokens of all that it is asked.
 *   <li>{@linkplain io.slots.examples.crash.orchestrator.Orchestrator Orchestrators}, thin: an
 *       engine, a store, and no other state. One of them with a file (SQLite), started again after
 *       each kill; two with a database (PostgreSQL), one of which takes over what the other leaves.
 * </ul>
 */
@NullMarked
package io.slots.examples.crash;

import org.jspecify.annotations.NullMarked;
