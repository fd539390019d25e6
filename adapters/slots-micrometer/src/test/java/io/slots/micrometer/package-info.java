/** Tests of the metrics and the observations, with the real engine on virtual time. */
@NullMarked
package io.slots.micrometer;

import org.jspecify.annotations.NullMarked;
