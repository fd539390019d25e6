/** Tests of the simulator, and by it of the engine. */
@NullMarked
package io.slots.testkit.simulation;

import org.jspecify.annotations.NullMarked;
