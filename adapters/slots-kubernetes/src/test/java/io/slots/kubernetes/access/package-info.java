/** Tests of how the cluster is talked to. */
@NullMarked
package io.slots.kubernetes.access;

import org.jspecify.annotations.NullMarked;
