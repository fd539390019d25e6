/**
 * A {@link io.slots.spi.Router} over HAProxy, by its runtime API.
 *
 * <p>Start at {@link io.slots.haproxy.HaproxyConfig}, which writes what HAProxy is started with,
 * and {@link io.slots.haproxy.HaproxyRouter}. The design, and its reasons:
 *
 * <ul>
 *   <li><em>One map, one commit.</em> HAProxy looks each request's host up in one map; its value is
 *       the backend. A publish prepares a new version of the whole map, reads it back, and commits
 *       it: all routes change at one instant. In the same map, as further entries, stand the table
 *       as it was given, its generation and the fencing token: so they change at that instant too,
 *       and whoever asks later is told what is in force, not what somebody remembers.
 *   <li><em>A backend is a set of instances, and is never changed.</em> HAProxy cannot add backends
 *       while it runs, so there is a pool. A route that gets other instances gets another backend;
 *       the one before keeps its servers until nothing is in flight there in any process, and goes
 *       back into the pool. A swap of two slots touches no server at all.
 *   <li><em>In force</em> means: committed in every worker process, each of whose threads has come
 *       to rest once since, so that nobody still holds what the old map said; read back from every
 *       one; and on the disk, from where HAProxy starts. A worker that a reload left behind cannot
 *       be given servers; from the next commit on it passes each request that still comes on one of
 *       its connections to the present worker, which decides. After the commit it is looked whether
 *       a reload brought another worker meanwhile; it gets the map too.
 *   <li><em>What is in flight</em> is counted by HAProxy: the sessions of the servers, and what a
 *       backend has that no server has at the moment, which happens between two tries to connect.
 *       Requests count, kept connections do not.
 *   <li><em>The disk follows the commit.</em> The new file is written and synced beside the old one
 *       before the commit, when its failure still refuses everything; afterwards it is only put in
 *       its place. Planes are numbered, and wherever processes and disk differ, because somebody
 *       died between two of them, the newest wins everywhere, before anything else is done or told.
 *       Servers stand in the configuration before a map names them.
 *   <li><em>One at a time.</em> HAProxy has no commit under a condition, so whoever reads, decides
 *       and commits holds a lock in the state directory, which ends with its process. One that is
 *       stopped in these few milliseconds keeps the others out until it goes on or is ended.
 * </ul>
 */
@NullMarked
package io.slots.haproxy;

import org.jspecify.annotations.NullMarked;
