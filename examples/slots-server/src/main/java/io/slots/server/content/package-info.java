/**
 * How content gets in: a {@link io.slots.server.content.Packages package}, a zip or a jar, is sent
 * to a slot, kept under the hash of its bytes, and started by the command that its files tell.
 * {@link io.slots.server.content.ScmApi} takes packages as Azure's deployment tools send them.
 */
@NullMarked
package io.slots.server.content;

import org.jspecify.annotations.NullMarked;
