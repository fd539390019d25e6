/** The run as a picture: who answered, how fast, and which step was under way. */
@NullMarked
package io.slots.examples.liveswap.picture;

import org.jspecify.annotations.NullMarked;
