@NullMarked
package io.slots.examples.crash.remote;

import org.jspecify.annotations.NullMarked;
