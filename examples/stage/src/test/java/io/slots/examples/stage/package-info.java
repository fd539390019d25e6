@NullMarked
package io.slots.examples.stage;

import org.jspecify.annotations.NullMarked;
