/** What we claim of speed, measured. How to run it stands in the README of this module. */
@NullMarked
package io.slots.benchmarks;

import org.jspecify.annotations.NullMarked;
