/**
 * Which instance a request is given to, and the switch between two tables: no sockets, no threads,
 * no clock of its own.
 *
 * <p>Start at {@link io.slots.proxy.admission.Admissions}. The model, in four lines:
 *
 * <ol>
 *   <li>All routes of an app stand in one immutable table behind one volatile reference.
 *   <li>A request reads the table, picks a target, <em>counts itself</em> in flight there, and
 *       reads the reference again. Only if it is still the same table is the request admitted;
 *       otherwise it takes its count back and begins anew.
 *   <li>A publish replaces the reference and has then happened.
 *   <li>So whoever was admitted by the table before was counted before the publish, and a count of
 *       0 that is read after a publish stays 0: nobody can be admitted by the old table any more.
 * </ol>
 *
 * <p>All of it rests on the order of four accesses, each of them volatile: count up, read the
 * table, write the table, read the count. The package is not exported.
 */
@NullMarked
package io.slots.proxy.admission;

import org.jspecify.annotations.NullMarked;
