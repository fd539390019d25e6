/**
 * How results are told: as a table for people, and as a file with the machine they are of. Start at
 * {@link io.slots.benchmarks.result.ResultTable}.
 */
@NullMarked
package io.slots.benchmarks.result;

import org.jspecify.annotations.NullMarked;
