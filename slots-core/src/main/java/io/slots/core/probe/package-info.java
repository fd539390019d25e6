/**
 * Probes that come with the library: {@link io.slots.core.probe.HttpHealthProbe} asks instances by
 * HTTP.
 */
@NullMarked
package io.slots.core.probe;

import org.jspecify.annotations.NullMarked;
