@NullMarked
package io.slots.examples.liveswap.progress;

import org.jspecify.annotations.NullMarked;
