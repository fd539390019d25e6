/** The examples of the README, run. */
@NullMarked
package io.slots.examples.hello;

import org.jspecify.annotations.NullMarked;
