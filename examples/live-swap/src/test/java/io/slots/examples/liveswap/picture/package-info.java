@NullMarked
package io.slots.examples.liveswap.picture;

import org.jspecify.annotations.NullMarked;
