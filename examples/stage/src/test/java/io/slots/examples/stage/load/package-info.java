@NullMarked
package io.slots.examples.stage.load;

import org.jspecify.annotations.NullMarked;
