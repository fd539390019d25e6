/** An API server in memory, with the faults of a real one, and who plays the rest of a cluster. */
@NullMarked
package io.slots.kubernetes.server;

import org.jspecify.annotations.NullMarked;
