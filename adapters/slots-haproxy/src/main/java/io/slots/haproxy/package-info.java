/** TODO */
@NullMarked
package io.slots.haproxy;

import org.jspecify.annotations.NullMarked;
