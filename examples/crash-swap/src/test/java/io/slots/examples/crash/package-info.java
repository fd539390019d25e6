@NullMarked
package io.slots.examples.crash;

import org.jspecify.annotations.NullMarked;
