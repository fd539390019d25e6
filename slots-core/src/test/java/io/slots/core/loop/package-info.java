/** Tests of the parts of the engine's loop. The loop itself is tested with the test kit. */
@NullMarked
package io.slots.core.loop;

import org.jspecify.annotations.NullMarked;
