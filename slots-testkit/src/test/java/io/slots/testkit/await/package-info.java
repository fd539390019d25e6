@NullMarked
package io.slots.testkit.await;

import org.jspecify.annotations.NullMarked;
