/** Tests of the router. */
@NullMarked
package io.slots.kubernetes.route;

import org.jspecify.annotations.NullMarked;
