/** The controller, on an API server in memory. */
@NullMarked
package io.slots.examples.operator;

import org.jspecify.annotations.NullMarked;
