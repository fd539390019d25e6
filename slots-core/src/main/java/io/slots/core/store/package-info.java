/**
 * The store that needs nothing: {@link io.slots.core.store.InMemorySlotStore}. What it holds is
 * gone with the process.
 */
@NullMarked
package io.slots.core.store;

import org.jspecify.annotations.NullMarked;
