@NullMarked
package io.slots.testkit.junit;

import org.jspecify.annotations.NullMarked;
