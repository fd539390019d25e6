@NullMarked
package io.slots.testkit.assertion;

import org.jspecify.annotations.NullMarked;
