@NullMarked
package io.slots.server;

import org.jspecify.annotations.NullMarked;
