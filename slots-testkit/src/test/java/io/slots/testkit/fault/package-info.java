@NullMarked
package io.slots.testkit.fault;

import org.jspecify.annotations.NullMarked;
