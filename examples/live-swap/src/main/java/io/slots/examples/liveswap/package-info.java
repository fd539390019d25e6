/**
 * A live swap to look at: real processes behind a real proxy, swapped under load. Start at {@link
 * io.slots.examples.liveswap.LiveSwap}.
 */
@NullMarked
package io.slots.examples.liveswap;

import org.jspecify.annotations.NullMarked;
