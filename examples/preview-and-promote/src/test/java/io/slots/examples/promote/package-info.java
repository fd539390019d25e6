@NullMarked
package io.slots.examples.promote;

import org.jspecify.annotations.NullMarked;
