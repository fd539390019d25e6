/** Tests of the durable store. */
@NullMarked
package io.slots.jdbc;

import org.jspecify.annotations.NullMarked;
