@NullMarked
package io.slots.examples.liveswap.load;

import org.jspecify.annotations.NullMarked;
