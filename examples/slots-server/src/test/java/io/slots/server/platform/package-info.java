@NullMarked
package io.slots.server.platform;

import org.jspecify.annotations.NullMarked;
