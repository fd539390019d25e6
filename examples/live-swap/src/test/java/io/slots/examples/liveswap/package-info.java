@NullMarked
package io.slots.examples.liveswap;

import org.jspecify.annotations.NullMarked;
