/** Tests of the store and its leases. */
@NullMarked
package io.slots.kubernetes.store;

import org.jspecify.annotations.NullMarked;
