/** The real engine on all parts together. */
@NullMarked
package io.slots.kubernetes.swap;

import org.jspecify.annotations.NullMarked;
