/** Tests of the example. */
@NullMarked
package io.slots.examples.haproxyswap;

import org.jspecify.annotations.NullMarked;
