/**
 * Which cluster it is, and by whose threads it is talked to. Start at {@link
 * io.slots.kubernetes.cluster.Cluster}; the other packages take it.
 */
@NullMarked
package io.slots.kubernetes.cluster;

import org.jspecify.annotations.NullMarked;
