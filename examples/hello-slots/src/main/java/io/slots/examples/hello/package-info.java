/** The snippet of the README, as a program: start at {@link io.slots.examples.hello.HelloSlots}. */
@NullMarked
package io.slots.examples.hello;

import org.jspecify.annotations.NullMarked;
