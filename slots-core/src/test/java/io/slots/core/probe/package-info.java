/** Probes on real loopback servers. */
@NullMarked
package io.slots.core.probe;

import org.jspecify.annotations.NullMarked;
