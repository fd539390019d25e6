/**
 * The ways to promote a version, one after the other, on real processes under load: swap with
 * preview, traffic shares, auto swap, and a rollback that restarts nothing. Start at {@link
 * io.slots.examples.promote.PreviewAndPromote}; each way is an {@link
 * io.slots.examples.promote.Act}.
 */
@NullMarked
package io.slots.examples.promote;

import org.jspecify.annotations.NullMarked;
