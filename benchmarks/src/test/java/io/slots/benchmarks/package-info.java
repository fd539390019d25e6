/** What keeps the speed of the engine and of the router from being lost unseen. */
@NullMarked
package io.slots.benchmarks;

import org.jspecify.annotations.NullMarked;
